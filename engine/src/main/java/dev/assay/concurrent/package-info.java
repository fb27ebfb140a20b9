/**
 * How work is told to stop. Belongs here: what several threads share that knows nothing of what they do. Not: pools of
 * one user, or anything of LLVM.
 */
package dev.assay.concurrent;
