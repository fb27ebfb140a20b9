package dev.assay.train.prune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.train.data.CodesRow;
import dev.assay.train.data.CodesTable;
import dev.assay.train.data.RowKinds;
import dev.assay.train.tensor.Safetensors;
import dev.assay.train.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PruneCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  private Path folder;

  @Test
  void aProbeOfAPassThatIsNoLongerKnownIsTakenOut() throws IOException {
    Path probes = Files.createDirectory(folder.resolve("probes"));
    Files.writeString(probes.resolve("probes.json"), """
        {"core":2,"probes":[["sroa"],["a-pass-of-old"],["gvn"]]}""");
    Files.writeString(probes.resolve("bundle.json"), """
        {"id":"small-1","llvm":"20.1.7","P":3,"L":1,"corpus":{"units":7,"sha256":"ab"},"seed":5,"sha256":{}}""");
    Path codes = Files.createDirectory(folder.resolve("codes"));
    Files.write(codes.resolve("codebooks.npy"), new byte[]{1, 2});
    new RowKinds(List.of("function(sroa)", "old", "function(gvn)")).write(codes);
    Binary three = Binary.fromConstantByteArray(new byte[]{7, 8, 9});
    CodesTable.in(codes).write(0, List.of(new CodesRow("h", "p", "d", "TRAIN", "O0", "function", "f.c", "f", "i", "r",
        "c", "clang", "x86", 9, List.of(), List.of(), List.of(), 5, List.of(0, 1, 2), three, three, three, three)),
        Map.of());
    Path encoder = Files.createDirectory(folder.resolve("encoder"));
    Safetensors.write(encoder.resolve("weights.safetensors"), Map.of("known.oz", Tensor.of(new float[]{1, 2, 3}, 3, 1)),
        Map.of("core", "2"));
    Path out = folder.resolve("out");

    assertThat(new CommandLine(new PruneCommand()).execute("--rows=1", "--codes=" + codes, "--probes=" + probes,
        "--weights=" + encoder, "--out=" + out)).isZero();

    JsonNode set = JSON.readTree(out.resolve("probes/probes.json").toFile());
    assertThat(set).isEqualTo(JSON.readTree("{\"core\":1,\"probes\":[[\"sroa\"],[\"gvn\"]]}"));
    JsonNode description = JSON.readTree(out.resolve("probes/bundle.json").toFile());
    assertThat(description.get("P").asInt()).isEqualTo(2);
    assertThat(description.get("corpus").get("sha256").asText()).isEqualTo("ab");
    assertThat(RowKinds.in(out.resolve("codes")).pipelines()).containsExactly("function(sroa)", "function(gvn)");
    assertThat(out.resolve("codes/codebooks.npy")).hasBinaryContent(new byte[]{1, 2});
    assertThat(CodesTable.in(out.resolve("codes")).read(0).getFirst().probes()).containsExactly(0, 2);
    assertThat(Safetensors.read(out.resolve("encoder/weights.safetensors")).tensors().get("known.oz").toArray())
        .containsExactly(1, 3);
  }
}
