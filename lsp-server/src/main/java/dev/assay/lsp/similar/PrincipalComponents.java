package dev.assay.lsp.similar;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** The two directions in which vectors vary most. Pure; the same vectors give the same directions, signs included. */
final class PrincipalComponents {
  private static final int DIRECTIONS = 2;

  private PrincipalComponents() {}

  /**
   * Projects vectors on the two directions, scaled together so that the farthest coordinate is -1 or 1.
   *
   * @param vectors all of the same length, at least 2
   * @return a point of two coordinates for each; all 0 where the vectors do not differ
   * @throws ArithmeticException when there are no directions, since a vector has a number that is not finite
   */
  static double[][] project(List<float[]> vectors) {
    double[][] points = new double[vectors.size()][DIRECTIONS];
    if (vectors.isEmpty()) {
      return points;
    }
    DMatrixRMaj mean = mean(vectors);
    DMatrixRMaj[] directions = directions(covariance(vectors, mean));
    double farthest = 0;
    for (int row = 0; row < points.length; row++) {
      DMatrixRMaj centred = centred(vectors.get(row), mean);
      for (int i = 0; i < DIRECTIONS; i++) {
        points[row][i] = CommonOps_DDRM.dot(centred, directions[i]);
        farthest = Math.max(farthest, Math.abs(points[row][i]));
      }
    }
    if (farthest > 0) {
      for (double[] point : points) {
        for (int i = 0; i < DIRECTIONS; i++) {
          point[i] /= farthest;
        }
      }
    }
    return points;
  }

  private static DMatrixRMaj mean(List<float[]> vectors) {
    DMatrixRMaj mean = new DMatrixRMaj(vectors.get(0).length, 1);
    vectors.forEach(vector -> CommonOps_DDRM.addEquals(mean, 1.0 / vectors.size(), column(vector)));
    return mean;
  }

  private static DMatrixRMaj covariance(List<float[]> vectors, DMatrixRMaj mean) {
    DMatrixRMaj covariance = new DMatrixRMaj(mean.numRows, mean.numRows);
    for (float[] vector : vectors) {
      DMatrixRMaj centred = centred(vector, mean);
      VectorVectorMult_DDRM.addOuterProd(1, centred, centred, covariance);
    }
    // Neither changes a direction. Where vectors are few, most eigenvalues are 0 but for rounding, and the search for
    // those would not end; around 1, rounding is nothing.
    double largest = CommonOps_DDRM.elementMaxAbs(covariance);
    if (largest > 0) {
      CommonOps_DDRM.divide(covariance, largest);
    }
    for (int i = 0; i < covariance.numRows; i++) {
      covariance.add(i, i, 1);
    }
    return covariance;
  }

  /** The eigenvectors of the largest eigenvalues; the largest number of each is positive. */
  private static DMatrixRMaj[] directions(DMatrixRMaj covariance) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(covariance.numRows, true, true);
    if (!eigen.decompose(covariance)) {
      throw new ArithmeticException("the vectors have no principal components");
    }
    return IntStream.range(0, covariance.numRows).boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> eigen.getEigenvalue(i).getReal()).reversed())
        .limit(DIRECTIONS).map(eigen::getEigenVector).map(PrincipalComponents::withSign).toArray(DMatrixRMaj[]::new);
  }

  private static DMatrixRMaj withSign(DMatrixRMaj direction) {
    if (CommonOps_DDRM.elementMax(direction) < -CommonOps_DDRM.elementMin(direction)) {
      CommonOps_DDRM.changeSign(direction);
    }
    return direction;
  }

  private static DMatrixRMaj centred(float[] vector, DMatrixRMaj mean) {
    DMatrixRMaj centred = column(vector);
    CommonOps_DDRM.subtractEquals(centred, mean);
    return centred;
  }

  private static DMatrixRMaj column(float[] vector) {
    DMatrixRMaj column = new DMatrixRMaj(vector.length, 1);
    for (int i = 0; i < vector.length; i++) {
      column.set(i, vector[i]);
    }
    return column;
  }
}
