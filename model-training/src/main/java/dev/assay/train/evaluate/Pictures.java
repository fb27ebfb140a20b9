package dev.assay.train.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.probe.PassCatalogue;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.labels.Labels;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of an evaluation, as PNG files. */
final class Pictures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WIDTH = 900;
  private static final int HEIGHT = 600;
  private static final int COLOURED_PASSES = 9;
  /** Okabe and Ito's colours, told apart by nearly everybody. */
  private static final List<Color> COLOURS =
      List.of(new Color(0x0072B2), new Color(0xE69F00), new Color(0x009E73), new Color(0xD55E00), new Color(0xCC79A7),
          new Color(0x56B4E9), new Color(0x8C6D1F), new Color(0xF0E442), new Color(0x444444), new Color(0xBBBBBB));

  private final Path folder;

  Pictures(Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    this.folder = Files.createDirectories(folder);
  }

  /** Lines of one figure over the steps of a training, from its file of curves. */
  void curves(Path file, String figure, Map<String, List<String>> lines, String title) throws IOException {
    XYChart chart = chart(title, "step", figure);
    for (Map.Entry<String, List<String>> line : lines.entrySet()) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (String text : Files.readAllLines(file)) {
        JsonNode point = JSON.readTree(text);
        if (point.path("what").asText().equals(line.getValue().getFirst()) && point.has(line.getValue().getLast())) {
          x.add(point.get("step").asDouble());
          y.add(point.get(line.getValue().getLast()).asDouble());
        }
      }
      if (!x.isEmpty()) {
        chart.addSeries(line.getKey(), x, y).setMarker(SeriesMarkers.NONE);
      }
    }
    save(chart, title);
  }

  /** Lines through points. */
  void lines(String title, String xAxis, String yAxis, List<Double> x, Map<String, List<Double>> lines)
      throws IOException {
    XYChart chart = chart(title, xAxis, yAxis);
    lines.forEach((name, y) -> chart.addSeries(name, x, y).setMarker(SeriesMarkers.CIRCLE));
    save(chart, title);
  }

  /** Predicted against measured, a dot a unit. */
  void benefit(TrainingSet set, int[] places, float[] predicted) throws IOException {
    XYChart chart = chart("Predicted and measured -Oz benefit", "measured, %", "predicted, %");
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(3);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      x.add(Math.max(-50, 100.0 * set.get(places[i]).oz()));
      y.add(Math.max(-50, 100.0 * predicted[i]));
    }
    chart.addSeries("test units", x, y).setMarkerColor(new Color(0, 114, 178, 90)).setMarker(SeriesMarkers.CIRCLE);
    XYSeries exact = chart.addSeries("exact", List.of(-50.0, 100.0), List.of(-50.0, 100.0));
    exact.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE);
    save(chart, "oz-benefit");
  }

  private static String name(int pass) {
    return pass == Labels.NONE ? "none" : PassCatalogue.standard().get(pass).name();
  }

  /** The embeddings in the plane, coloured by best pass. */
  void map(TrainingSet set, int[] places, double[][] plane) throws IOException {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int place : places) {
      counts.merge(set.get(place).bestPass(), 1, Integer::sum);
    }
    List<Integer> common =
        counts.keySet().stream().sorted((a, b) -> counts.get(b) - counts.get(a)).limit(COLOURED_PASSES).toList();
    XYChart chart = chart("Test embeddings (t-SNE), by best pass", "", "");
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(4);
    Map<String, List<double[]>> groups = new LinkedHashMap<>();
    common.forEach(pass -> groups.put(name(pass), new ArrayList<>()));
    groups.put("others", new ArrayList<>());
    for (int i = 0; i < places.length; i++) {
      int pass = set.get(places[i]).bestPass();
      groups.get(common.contains(pass) ? name(pass) : "others").add(plane[i]);
    }
    int colour = 0;
    for (Map.Entry<String, List<double[]>> group : groups.entrySet()) {
      Color own = group.getKey().equals("others") ? COLOURS.getLast() : COLOURS.get(colour++);
      if (!group.getValue().isEmpty()) {
        chart.addSeries(group.getKey(), group.getValue().stream().map(p -> p[0]).toList(),
            group.getValue().stream().map(p -> p[1]).toList()).setMarkerColor(own).setMarker(SeriesMarkers.CIRCLE);
      }
    }
    save(chart, "embeddings");
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE).setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setSeriesColors(COLOURS.toArray(Color[]::new));
    return chart;
  }

  private void save(XYChart chart, String title) throws IOException {
    String name = title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    BitmapEncoder.saveBitmap(chart, folder.resolve(name).toString(), BitmapEncoder.BitmapFormat.PNG);
  }
}
