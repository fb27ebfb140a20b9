package dev.assay.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.train.data.TinySet;
import dev.assay.train.data.TrainingSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  @TempDir
  private Path folder;

  private Set<Integer> colours(String name) throws IOException {
    BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
    assertThat(image.getWidth()).isEqualTo(900);
    assertThat(image.getHeight()).isEqualTo(600);
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colours.add(image.getRGB(x, y) & 0xFFFFFF);
      }
    }
    return colours;
  }

  @Test
  void curvesShowTheFiguresThatAreAskedFor() throws IOException {
    Path curves = Files.writeString(folder.resolve("a.jsonl"), """
        {"step":10,"what":"train","loss":3.5}
        {"step":20,"what":"train","loss":2.5}
        {"step":20,"what":"validation","loss":2.0}
        """);
    Pictures pictures = new Pictures(folder);
    pictures.curves(curves, "loss", Map.of("training", List.of("train", "loss")), "One Line");
    pictures.curves(curves, "loss", Map.of("training", List.of("train", "nothing of the kind")), "No Line");
    assertThat(colours("one-line.png")).contains(0x0072B2);
    assertThat(colours("no-line.png")).doesNotContain(0x0072B2);
  }

  @Test
  void theMapHasAColourForEachBestPassAndGreyForTheRare() throws IOException {
    TrainingSet set = TinySet.of(100, 1); // four best passes
    int[] places = IntStream.range(0, 100).toArray();
    double[][] plane = IntStream.range(0, 100).mapToObj(i -> new double[]{i % 10, i / 10.0}).toArray(double[][]::new);
    new Pictures(folder).map(set, places, plane);
    assertThat(colours("embeddings.png")).contains(0x0072B2, 0xE69F00, 0x009E73, 0xD55E00).doesNotContain(0xCC79A7);
  }

  @Test
  void benefitAndLinesAreDrawn() throws IOException {
    TrainingSet set = TinySet.of(40, 1);
    Pictures pictures = new Pictures(folder);
    pictures.benefit(set, IntStream.range(0, 40).toArray(), new float[40]);
    pictures.lines("By Probes", "probes", "", List.of(5.0, 10.0), Map.of("Top-1", List.of(50.0, 60.0)));
    assertThat(colours("oz-benefit.png")).hasSizeGreaterThan(2);
    assertThat(colours("by-probes.png")).contains(0x0072B2);
  }
}
