/**
 * What Assay adds to the Language Server Protocol, as values: the answers to its own commands and requests, and the
 * parameters of its notification. This is the one home of these types; {@code docs/protocol.md}, {@code protocol.ts} of
 * the client for VS Code and the records of the IntelliJ plugin repeat them, and {@code ProtocolDriftTest} fails where
 * they differ in a field's name, type or presence.
 *
 * <p>Every public record here is a JSON object on the wire, with the names of its components. A component that
 * {@link dev.assay.lsp.protocol.MayBeAbsent} marks is null where its value is not known, and is then left out of the
 * object; all others are always present. Instructions are IR instructions, gains are measured and fractions of 1.
 *
 * <p>Nothing of the server's other packages may be used here, and nothing is computed here.
 */
package dev.assay.lsp.protocol;
