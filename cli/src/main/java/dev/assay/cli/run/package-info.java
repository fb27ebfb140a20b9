/**
 * What all commands do alike: work on every unit of the inputs in parallel, print results in order, and say how it went
 * by exit status, on standard error and in the keys that all JSON lines share.
 *
 * <p>What is done with a unit, and how its result looks, belongs to the commands.
 */
package dev.assay.cli.run;
