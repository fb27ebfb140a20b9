/** What was saved, by file and function, as text, Markdown and JSON. */
package dev.assay.cc.report;
