package dev.assay.cli.input;

import java.nio.file.Path;

/**
 * A file to look at.
 *
 * @param label its name as the user gave it, or below a folder that the user gave
 * @param path where it is
 * @param isNamed whether the user named the file itself, rather than a folder that it is in
 */
public record Input(String label, Path path, boolean isNamed) {}
