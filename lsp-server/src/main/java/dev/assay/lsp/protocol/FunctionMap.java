package dev.assay.lsp.protocol;

import java.util.List;

/**
 * The answer to {@code assay/map}: where functions lie among all functions, in a plane.
 *
 * @param points the functions that are shown
 * @param functions how many functions the index has
 * @param shown how many points there are
 * @param bundle the id of the bundle that the index was made with
 */
public record FunctionMap(List<MapPoint> points, long functions, int shown, String bundle) {}
