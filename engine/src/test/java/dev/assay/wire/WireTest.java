package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.content.Content;
import dev.assay.feature.EntityCounts;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent arrives; what is not ours is noticed. */
class WireTest {
  private static final TargetMachine MACHINE =
      new TargetMachine("thumbv7em-none-eabi", "cortex-m4", "+dsp", "aapcs", 2, "static", "small");
  private static final Observation OBSERVATION =
      new Observation(FeatureVector.of(new int[Feature.COUNT]), OpcodeCounts.ofNumbers(new int[Opcode.NUMBERS]));

  private static byte[] bytes(Reply reply) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Reply.write(reply, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @Test
  void repliesArrive() throws Exception {
    for (Reply reply : List.of(new Reply.Hello("20.1.7"), new Reply.Problem(3, 4, "what"),
        new Reply.Row(5, OBSERVATION), new Reply.Names(List.of("f()", "g")), new Reply.Shortened(List.of(0, 7, 49)),
        new Reply.Shortened(List.of()),
        new Reply.Entities(EntityCounts.of(Map.of("add", 2, "ret", 1), Map.of("voidTy", 1), Map.of())),
        new Reply.Said(Content.of(Map.of("constant 255", 2, "takes ptr", 1))), new Reply.Refused(-1, "why"),
        new Reply.Done(9))) {
      assertThat(Reply.read(in(bytes(reply)))).isEqualTo(reply);
    }
    Reply.Evaluated evaluated = new Reply.Evaluated(1, OBSERVATION, "", new byte[]{7}, "", "define");
    assertThat(Reply.read(in(bytes(evaluated)))).usingRecursiveComparison().isEqualTo(evaluated);
    Reply.Treated treated = new Reply.Treated(new byte[]{8}, List.of("f", "g"));
    assertThat(Reply.read(in(bytes(treated)))).usingRecursiveComparison().isEqualTo(treated);
    Reply.Unit unit = new Reply.Unit("_Z1fv", "f()", "a.c", 1, 2, "00ff", true, "avr", OBSERVATION, new byte[]{1, 2},
        List.of("other"), List.of("chosen", "too"));
    assertThat(Reply.read(in(bytes(unit)))).usingRecursiveComparison().isEqualTo(unit);
  }

  @Test
  void requestsArrive() throws Exception {
    for (Request request : List.of(new Request.Split(new byte[]{1}, "a.ll", true, List.of("f"), true, "g"),
        new Request.Demangle(List.of("_Z1fv", "g")), new Request.CountEntities(new byte[]{4}),
        new Request.ReadContent(new byte[]{6}),
        new Request.RunOnFunctions(new byte[]{7},
            List.of(new Request.RunOnFunctions.Part("sroa,gvn", List.of("f")),
                new Request.RunOnFunctions.Part("", List.of("frame-pointer=all"), List.of()))),
        new Request.Shorten(new byte[]{5}, List.of("function(sroa)", "ipsccp"), "default<Oz>", Optional.of(MACHINE),
            true, false),
        new Request.Shorten(new byte[]{5}, List.of(), "", Optional.empty(), false, true),
        new Request.Probe(new byte[]{2}, List.of(List.of("function(sroa)", "ipsccp"), List.of())),
        new Request.Evaluate(new byte[]{3},
            List.of(Request.Variant.on(MACHINE, "default<Oz>").withCode(), Request.Variant.neutral("").withText())))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Request.write(request, new DataOutputStream(bytes));
      assertThat(Request.read(in(bytes.toByteArray()))).usingRecursiveComparison().isEqualTo(request);
    }
  }

  @Test
  void framesThatAreNotOursAreNoticed() throws Exception {
    byte[] whole = bytes(new Reply.Refused(1, "why"));
    assertThatThrownBy(() -> Reply.read(in(java.util.Arrays.copyOf(whole, whole.length - 1))))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> Reply.read(in(new byte[0]))).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> Reply.read(in(new byte[]{-1, 0, 0, 0, 1}))).hasMessageContaining("not a frame");
    assertThatThrownBy(() -> Reply.read(in(new byte[]{127, 0, 0, 0, 1}))).hasMessageContaining("not a frame");
    assertThatThrownBy(() -> Reply.read(in(new byte[]{0, 0, 0, 1, 99}))).hasMessageContaining("unknown reply");
  }

  @Test
  void bothSidesSeeTheControlPage(@TempDir Path folder) throws Exception {
    ControlPage server = ControlPage.create(folder.resolve("page"));
    ControlPage worker = ControlPage.open(folder.resolve("page"));
    worker.beginStep(3, 2);
    assertThat(List.of(server.row(), server.depth(), (int) server.steps())).containsExactly(3, 2, 1);
    server.setCancelled(true);
    assertThat(worker.isCancelled()).isTrue();
    worker.idle();
    assertThat(server.steps()).isZero();
  }
}
