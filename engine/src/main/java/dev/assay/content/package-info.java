/**
 * What a function says itself, whatever passes do to it: its type, the types of what it calls, its constants and texts;
 * and how that becomes a part of its embedding.
 *
 * <p>Plain values. How it is read off IR is the worker's business, how it is asked for that of {@code dev.assay.ir}.
 */
package dev.assay.content;
