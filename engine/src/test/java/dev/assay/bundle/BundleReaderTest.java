package dev.assay.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.content.ContentWeights;
import dev.assay.encoder.TinyModel;
import dev.assay.quantize.Codebooks;
import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.Library;
import dev.assay.tune.Vetting;
import dev.assay.tune.OptionPool;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.Tested;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles that are whole are read; others are refused, and the part is named. */
class BundleReaderTest {
  private static final String ENCODER = "\"M\":8,\"k*\":256,";
  private static final Codebooks CODEBOOKS = Codebooks.of(new float[8][1][7]);

  @TempDir
  private Path folder;

  private void write(String probes, int count, int length) throws Exception {
    byte[] bytes = probes.getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    Files.write(folder.resolve("probes.json"), bytes);
    Files.writeString(folder.resolve("bundle.json"), """
        {"id":"test-1.0.0","llvm":"20.1.7","P":%d,"L":%d,"sha256":{"probes.json":"%s"}}""".formatted(count, length,
        hash));
  }

  @Test
  void theShippedBundleHasACoreAndItsOtherProbes() throws Exception {
    Bundle bundle = BundleReader.shipped();
    assertThat(bundle.probes().size()).isEqualTo(100);
    assertThat(bundle.coreProbes()).isEqualTo(12);
    assertThat(bundle.probes().passes()).isEqualTo(50);
    assertThat(bundle.llvmVersion()).isEqualTo("20.1.7");
    assertThat(bundle.model().orElseThrow().hasGpuGraph()).isTrue();
    assertThat(bundle.content()).isPresent();
  }

  /** At run time only the jar's checksum is looked at. */
  @Test
  void whatIsShippedIsWhatItsDescriptionSays() throws Exception {
    JsonNode hashes;
    try (InputStream in = BundleReader.class.getResourceAsStream("/dev/assay/models/bundle.json")) {
      hashes = new ObjectMapper().readTree(in).path("sha256");
    }
    assertThat(hashes.size()).isPositive();
    for (Map.Entry<String, JsonNode> part : hashes.properties()) {
      byte[] bytes = ShippedPart.read(BundleReader.class.getResource("/dev/assay/models/" + part.getKey()));
      assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))).as(part.getKey())
          .isEqualTo(part.getValue().asText());
    }
  }

  @Test
  void aDamagedJarIsRefused() throws Exception {
    Path jar = folder.resolve("assay.jar");
    byte[] content = "a graph, stored as it is".getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(content);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      ZipEntry entry = new ZipEntry("part");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
      out.putNextEntry(entry);
      out.write(content);
    }
    URL part = URI.create("jar:" + jar.toUri() + "!/part").toURL();
    assertThat(ShippedPart.read(part)).isEqualTo(content);
    byte[] bytes = Files.readAllBytes(jar);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("graph")] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.jar"), bytes);
    assertThatThrownBy(() -> ShippedPart.read(URI.create("jar:" + damaged.toUri() + "!/part").toURL()))
        .isInstanceOf(BundleException.class).hasMessageContaining("damaged").hasMessageContaining("part");
  }

  @Test
  void aWholeBundleIsRead() throws Exception {
    write("{\"probes\":[[\"sroa\",\"gvn\"]]}", 1, 2);
    assertThat(BundleReader.inFolder(folder).probes().sequences().get(0)).containsExactly("function(sroa)",
        "function(gvn)");
    assertThat(BundleReader.inFolder(folder).coreProbes()).as("as many as there are where nothing is said").isOne();
    write("{\"core\":1,\"probes\":[[\"sroa\"],[\"O2\"]]}", 2, 1);
    assertThat(BundleReader.inFolder(folder).coreProbes()).isOne();
    assertThat(BundleReader.inFolder(folder).probes().sequences().get(1)).containsExactly("default<O2>");
  }

  @Test
  void otherBundlesAreRefusedByPart() throws Exception {
    write("{\"probes\":[[\"sroa\",\"gvn\"]]}", 1, 3);
    refused("probes.json", "2 passes instead of 3");
    write("{\"core\":2,\"probes\":[[\"sroa\",\"gvn\"]]}", 1, 2);
    refused("probes.json", "the core in probes.json is 2, not a number of 1 to 1");
    write("{\"probes\":[[\"sroa\",\"gvn\"]]}", 2, 2);
    refused("probes.json", "1 probes instead of 2");
    write("{\"probes\":[[\"sroa\",\"rm-rf\"]]}", 1, 2);
    refused("probes.json", "rm-rf");
    write("not json", 1, 2);
    refused("probes.json", "not JSON");
    write("{\"probes\":[[\"sroa\",\"gvn\"]]}", 1, 2);
    Files.writeString(folder.resolve("probes.json"), "{\"probes\":[[\"gvn\",\"gvn\"]]}");
    refused("probes.json", "SHA-256");
    Files.delete(folder.resolve("probes.json"));
    refused("probes.json", "has no");
    Files.delete(folder.resolve("bundle.json"));
    refused("bundle.json", "has no");
  }

  @Test
  void anEncoderIsReadWhereTheBundleHasOne() throws Exception {
    byte[] model = TinyModel.of(1);
    TestBundles.write(folder, 1, ENCODER, CODEBOOKS.toNpy(), model);
    Bundle bundle = BundleReader.inFolder(folder);
    assertThat(bundle.hasEncoder()).isTrue();
    assertThat(bundle.codebooks()).contains(CODEBOOKS);
    assertThat(bundle.model().orElseThrow().onnx()).isEqualTo(model);
  }

  @Test
  void theGraphForAGpuIsReadAndCheckedWhenItIsAskedFor() throws Exception {
    TestBundles.write(folder, 1, ENCODER, CODEBOOKS.toNpy(), TinyModel.of(1));
    byte[] floats = TinyModel.of(2);
    Files.write(folder.resolve("pq-bert-float.onnx"), floats);
    String description = Files.readString(folder.resolve("bundle.json"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(floats));
    Files.writeString(folder.resolve("bundle.json"),
        description.replace("\"sha256\":{", "\"sha256\":{\"pq-bert-float.onnx\":\"" + hash + "\","));
    Model model = BundleReader.inFolder(folder).model().orElseThrow();
    assertThat(model.hasGpuGraph()).isTrue();
    assertThat(model.forGpu()).isEqualTo(floats);
    Files.write(folder.resolve("pq-bert-float.onnx"), TinyModel.of(1));
    assertThatThrownBy(model::forGpu).isInstanceOf(BundleException.class).hasMessageContaining("pq-bert-float.onnx")
        .hasMessageContaining("SHA-256");
    Files.delete(folder.resolve("pq-bert-float.onnx"));
    assertThatThrownBy(model::forGpu).isInstanceOf(BundleException.class).hasMessageContaining("has no");
  }

  @Test
  void weightsOfContentsAreReadAndBelongTogether() throws Exception {
    TestBundles.write(folder, 1, ENCODER, CODEBOOKS.toNpy(), TinyModel.of(1));
    assertThat(BundleReader.inFolder(folder).content()).isEmpty();
    ContentWeights weights =
        ContentWeights.of(new float[ContentWeights.CLASSES], new float[ContentWeights.WIDTH * ContentWeights.HALF]);
    name("content-rarities.npy", weights.raritiesNpy());
    refused("content-rarities.npy", "narrowing.npy is missing");
    name("narrowing.npy", weights.narrowingNpy());
    assertThat(BundleReader.inFolder(folder).content()).isPresent();
    Files.write(folder.resolve("narrowing.npy"), new byte[3]);
    refused("narrowing.npy", "SHA-256");
    name("narrowing.npy", new byte[3]);
    refused("narrowing.npy", "not a NumPy file");
  }

  /** Puts a part into the folder and its hash into bundle.json, before others of that name. */
  private void name(String part, byte[] bytes) throws Exception {
    Files.write(folder.resolve(part), bytes);
    String description = Files.readString(folder.resolve("bundle.json")).replaceAll("\"" + part + "\":\"\\w+\",", "");
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    Files.writeString(folder.resolve("bundle.json"),
        description.replace("\"sha256\":{", "\"sha256\":{\"" + part + "\":\"" + hash + "\","));
  }

  @Test
  void encodersThatDoNotFitAreRefusedByPart() throws Exception {
    byte[] npy = CODEBOOKS.toNpy();
    byte[] model = TinyModel.of(1);
    TestBundles.write(folder, 1, "\"M\":4,\"k*\":256,", npy, model);
    refused("codebooks.npy", "M in bundle.json");
    TestBundles.write(folder, 1, "\"M\":8,", npy, model);
    refused("codebooks.npy", "k* in bundle.json, for codebooks.npy, is missing instead of 256");
    TestBundles.write(folder, 1, ENCODER, new byte[3], model);
    refused("codebooks.npy", "not a NumPy file");
    TestBundles.write(folder, 1, ENCODER, npy, model);
    Files.write(folder.resolve("pq-bert.onnx"), TinyModel.of(2));
    refused("pq-bert.onnx", "SHA-256");
    Files.delete(folder.resolve("pq-bert.onnx"));
    refused("pq-bert.onnx", "has no");
    TestBundles.write(folder, 1, ENCODER, npy, model);
    Files.write(folder.resolve("codebooks.npy"), new byte[3]);
    refused("codebooks.npy", "SHA-256");
    String description = Files.readString(folder.resolve("bundle.json"));
    Files.writeString(folder.resolve("bundle.json"), description.replaceAll("\"codebooks.npy\":\"\\w+\",", ""));
    refused("pq-bert.onnx", "no codebooks.npy");
  }

  @Test
  void bundlesOfAnotherLlvmAreRefused() throws Exception {
    write("{\"probes\":[[\"sroa\",\"gvn\"]]}", 1, 2);
    Bundle bundle = BundleReader.inFolder(folder);
    bundle.requireLlvm("20.2.0");
    assertThatThrownBy(() -> bundle.requireLlvm("21.1.0")).isInstanceOf(BundleException.class)
        .hasMessageContaining("test-1.0.0").hasMessageContaining("20.1.7").hasMessageContaining("21.1.0");
    String description = Files.readString(folder.resolve("bundle.json"));
    Files.writeString(folder.resolve("bundle.json"), description.replace("20.1.7", "2.0.1"));
    refused("bundle.json", "LLVM 2.0.1");
  }

  private void writeLibrary(String library) throws Exception {
    write("{\"probes\":[[\"sroa\",\"gvn\"]]}", 1, 2);
    byte[] bytes = library.getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    Files.write(folder.resolve("library.json"), bytes);
    String description = Files.readString(folder.resolve("bundle.json"));
    Files.writeString(folder.resolve("bundle.json"),
        description.replace("\"sha256\":{", "\"sha256\":{\"library.json\":\"" + hash + "\","));
  }

  private static String entry(String id, String option) {
    return """
        {"id":"%s","level":"-Oz","options":["-fno-vectorize","%s"],"targets":["arm"],\
        "vetting":{"randomPrograms":1000}}""".formatted(id, option);
  }

  @Test
  void aLibraryIsReadWhereTheBundleHasOne() throws Exception {
    writeLibrary("{\"entries\":[" + entry("oz-1", "-Xclang -fmerge-functions") + "]}");
    assertThat(BundleReader.inFolder(folder).library().entries().getFirst().arguments()).containsExactly("-Oz",
        "-fno-vectorize", "-Xclang", "-fmerge-functions");
    writeLibrary("{\"entries\":[" + entry("oz-1", "-mllvm -inline-threshold=-30") + "]}");
    LibraryEntry entry = BundleReader.inFolder(folder).library().entries().getFirst();
    assertThat(entry.arguments()).containsExactly("-Oz", "-fno-vectorize", "-mllvm", "-inline-threshold=-30");
    assertThat(entry.vetting().tested()).isEqualTo(Tested.VETTED);
    assertThat(BundleReader.inFolder(folder).library().forTarget("thumbv7em-none-eabi").entries())
        .containsExactly(entry);
    assertThat(BundleReader.inFolder(folder).library().forTarget("x86_64-unknown-linux-gnu").entries()).isEmpty();

    write("{\"probes\":[[\"sroa\",\"gvn\"]]}", 1, 2);
    assertThat(BundleReader.inFolder(folder).library().entries()).isEmpty();
    assertThat(BundleReader.shipped().library().entries()).isNotEmpty();
  }

  private static String pool(String option) {
    return """
        {"entries":[%s],"pools":[{"id":"o1","options":["-mllvm -disable-lsr","%s"],"targets":["arm"],\
        "vetting":{"randomPrograms":1000}}]}""".formatted(entry("oz-1", "-mllvm -disable-lsr"), option);
  }

  @Test
  void poolsOfOptionsAreReadWhereTheLibraryHasThem() throws Exception {
    writeLibrary(pool("-fno-vectorize"));
    Library library = BundleReader.inFolder(folder).library();
    assertThat(library.pools()).containsExactly(
        new OptionPool("o1", List.of("-mllvm -disable-lsr", "-fno-vectorize"), Set.of("arm"), new Vetting(1000, 0)));
    assertThat(library.forTarget("thumbv7em-none-eabi").pools()).hasSize(1);
    assertThat(library.forTarget("x86_64-unknown-linux-gnu").pools()).isEmpty();

    writeLibrary(pool("-fno-stack-protector"));
    refused("library.json", "pool o1 has the option '-fno-stack-protector'");
    writeLibrary(pool("-fno-vectorize").replace("\"o1\"", "\"oz-1\""));
    refused("library.json", "two entries are called oz-1");
  }

  private static String pipeline(String passes) {
    return """
        {"entries":[%s],"pipelines":[{"id":"f1","passes":"%s","targets":["arm"],"vetting":{"randomPrograms":7}}]}"""
        .formatted(entry("oz-1", "-mllvm -disable-lsr"), passes);
  }

  @Test
  void pipelinesForFunctionsAreReadWhereTheLibraryHasThem() throws Exception {
    writeLibrary(pipeline("sroa<modify-cfg>,loop-mssa(licm,loop(loop-rotate)),simplifycfg<bonus-inst-threshold=1>"));
    Library library = BundleReader.inFolder(folder).library();
    assertThat(library.pipelines()).extracting(FunctionPipeline::id).containsExactly("f1");
    assertThat(library.forTarget("thumbv7em-none-eabi").pipelines().getFirst().vetting().tested())
        .isEqualTo(Tested.VERIFIED);
    assertThat(library.forTarget("x86_64-unknown-linux-gnu").pipelines()).isEmpty();

    writeLibrary(pipeline("sink").replace("\"f1\"", "\"oz-1\""));
    refused("library.json", "two entries are called oz-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dot-cfg", "sroa,dot-cfg", "newgvn", "loop(loop-reduce),asan", "", " sink", "sink ",
      "function(sink", "sink<a b>", "globalopt"})
  void aLibraryWithAPassThatIsNotInTheCatalogueIsRefused(String passes) throws Exception {
    writeLibrary(pipeline(passes));
    refused("library.json", "f1");
  }

  private static String attributes(String passes, String attributes) {
    return pipeline(passes).replace("\"targets\":[\"arm\"]", "\"attributes\":[%s]".formatted(attributes));
  }

  @Test
  void attributesForFunctionsAreReadWithPassesOrWithout() throws Exception {
    writeLibrary(attributes("", "\"frame-pointer=all\",\"tune-cpu=znver4\""));
    FunctionPipeline alone = BundleReader.inFolder(folder).library().pipelines().getFirst();
    assertThat(alone.attributes()).containsExactly("frame-pointer=all", "tune-cpu=znver4");
    assertThat(alone.hasPasses()).isFalse();
    writeLibrary(attributes("sink", "\"no-jump-tables=true\""));
    assertThat(BundleReader.inFolder(folder).library().pipelines().getFirst().hasPasses()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "frame-pointer", "frame-pointer=none", "no-stack-protector=true", "tune-cpu=",
      "tune-cpu=i386", "target-features=+avx512f", "noreturn", "frame-pointer=all "})
  void aLibraryWithAnAttributeThatIsNotInTheCatalogueIsRefused(String attribute) throws Exception {
    writeLibrary(attributes("sink", "\"%s\"".formatted(attribute)));
    refused("library.json", "f1 has the attribute '" + attribute + "'");
    writeLibrary(attributes("", "\"frame-pointer=all\",\"%s\"".formatted(attribute)));
    refused("library.json", "f1 has the attribute '" + attribute + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-mllvm -load=evil.so", "-fplugin=evil.so", "-mllvm -inline-threshold=/etc/passwd", "@file",
      "-mllvm -inline-threshold=1 -o x", "-fno-stack-protector", "-inline-threshold=0", "-mllvm -fno-vectorize",
      "-Xclang -load", "-Xclang -fno-vectorize", "-fmerge-functions", "-mllvm -fmerge-functions", " -fno-vectorize"})
  void aLibraryWithAnOptionThatIsNotInTheCatalogueIsRefused(String option) throws Exception {
    writeLibrary("{\"entries\":[" + entry("oz-1", option) + "]}");
    refused("library.json", "oz-1");
    refused("library.json", option);
  }

  @Test
  void librariesThatDoNotFitAreRefused() throws Exception {
    writeLibrary("{\"entries\":[" + entry("a", "-fno-vectorize") + "," + entry("a", "-fno-vectorize") + "]}");
    refused("library.json", "two entries are called a");
    writeLibrary("{}");
    refused("library.json", "no list");
    writeLibrary("{\"entries\":[]}");
    Files.writeString(folder.resolve("library.json"), "{\"entries\":[ ]}");
    refused("library.json", "SHA-256");
  }

  private void refused(String part, String words) {
    assertThatThrownBy(() -> BundleReader.inFolder(folder)).isInstanceOf(IOException.class).hasMessageContaining(part)
        .hasMessageContaining(words);
  }
}
