package dev.assay.train.loop;

/**
 * The learning rate over a training: up in a straight line, then down in half a cosine to a twentieth.
 *
 * @param peak the highest rate
 * @param steps how many steps there are in all
 */
public record Schedule(double peak, long steps) {
  private static final double WARM_UP = 0.05;
  private static final double LEAST = 0.05;

  /** The learning rate of a step, counted from 0. */
  public double at(long step) {
    double warm = Math.max(1, WARM_UP * steps);
    if (step < warm) {
      return peak * (step + 1) / warm;
    }
    double progress = Math.min(1, (step - warm) / Math.max(1, steps - warm));
    return peak * (LEAST + (1 - LEAST) * 0.5 * (1 + Math.cos(Math.PI * progress)));
  }
}
