/**
 * What a tuned file comes to for a project: its functions' sizes side by side, how the way that made it is said, and
 * how options are written down where a project has them.
 *
 * <p>Pure: nothing is compiled here ({@code dev.assay.tune} does that), and no file is written.
 */
package dev.assay.workspace.tuning;
