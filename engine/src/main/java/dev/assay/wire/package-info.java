/**
 * What the server and its worker processes say to each other over the workers' pipes.
 *
 * <p>Frames of a length, a kind and a body; values in, values out. Both sides use this package, so it may know neither
 * LLVM nor process handling.
 */
package dev.assay.wire;
