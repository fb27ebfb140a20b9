/**
 * {@code assay train}: from sources of projects to a bundle, one step a command.
 *
 * <p>Only the command line and the command that runs all steps are here, above the steps. A step has a package of its
 * own, named as its command; the packages {@code store}, {@code tensor}, {@code onnx}, {@code model} and {@code loop}
 * and the like are below the steps and know none of them.
 */
package dev.assay.train;
