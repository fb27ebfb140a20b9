package dev.assay.train.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** k-means, by Tribuo. */
public final class KMeans {
  /** Tribuo says something in every iteration. The logger is kept, since Java forgets those that nobody keeps. */
  private static final Logger LOGGER = Logger.getLogger(KMeansTrainer.class.getName());

  static {
    LOGGER.setLevel(Level.WARNING);
  }

  private KMeans() {}

  /**
   * Centroids of points.
   *
   * @param points N points of the same length, N at least k
   * @param k how many centroids; fewer come back where points coincide
   * @param iterations rounds at most
   * @param seed of the choice of the first centroids
   */
  public static List<double[]> centroids(double[][] points, int k, int iterations, long seed) {
    ClusteringFactory factory = new ClusteringFactory();
    String[] names = names(points[0].length);
    List<org.tribuo.Example<ClusterID>> examples = new ArrayList<>(points.length);
    for (double[] point : points) {
      examples.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, point));
    }
    MutableDataset<ClusterID> data = new MutableDataset<>(
        new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("points", factory)));
    KMeansTrainer trainer = new KMeansTrainer(k, iterations, DistanceType.L2.getDistance(),
        KMeansTrainer.Initialisation.PLUSPLUS, Runtime.getRuntime().availableProcessors(), seed);
    KMeansModel model = trainer.train(data);
    List<double[]> centroids = new ArrayList<>();
    for (org.tribuo.math.la.DenseVector vector : model.getCentroidVectors()) {
      centroids.add(vector.toArray());
    }
    return centroids;
  }

  /** Tribuo sorts features by name: these sort as they are numbered. */
  private static String[] names(int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = String.format(java.util.Locale.ROOT, "f%05d", i);
    }
    return names;
  }

  /** The index of the nearest centroid. */
  public static int nearest(List<double[]> centroids, double[] point) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centroids.size(); c++) {
      double distance = 0;
      for (int j = 0; j < point.length && distance < least; j++) {
        double d = centroids.get(c)[j] - point[j];
        distance += d * d;
      }
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    return best;
  }
}
