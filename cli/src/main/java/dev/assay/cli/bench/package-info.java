/**
 * {@code assay bench}: measurements of Assay itself, compared with references where there are some. Servers are run as
 * processes and spoken to in plain JSON-RPC, so that nothing here knows the server.
 *
 * <p>What is timed is the code that the other commands run; nothing here is used by them but by {@code assay gpu}.
 */
package dev.assay.cli.bench;
