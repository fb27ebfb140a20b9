/**
 * What is kept between builds, for the user alone: objects that were made ({@code ObjectStore}), what became of each
 * file ({@code Journal}), and a log. None of it is needed: whatever is missing, cut off or cannot be written is done
 * without.
 */
package dev.assay.cc.store;
