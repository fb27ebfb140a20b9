package dev.assay.lsp.protocol;

/**
 * A function on the map.
 *
 * @param x from -1 to 1
 * @param y from -1 to 1
 * @param name its name in the IR
 * @param displayName what people are shown: in C++ its name in the source with its parameters' types, else its name
 * @param uri its file
 * @param line its first line, counted from 1, where it is known
 * @param instructions how many IR instructions it has
 * @param bestPass the best single pass, where one leaves fewer instructions
 * @param ozGain what -Oz gains, as a fraction of 1, where it was measured
 */
public record MapPoint(double x, double y, String name, String displayName, String uri, @MayBeAbsent Integer line,
    int instructions, @MayBeAbsent String bestPass, @MayBeAbsent Double ozGain) {}
