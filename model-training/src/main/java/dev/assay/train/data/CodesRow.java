package dev.assay.train.data;

import java.util.List;
import org.apache.parquet.io.api.Binary;

/**
 * A unit as models are trained on it.
 *
 * @param hash the unit's hash
 * @param project its project
 * @param domain the project's kind
 * @param split what it is used for
 * @param flavour the state it was in
 * @param kind {@code function} or {@code program}
 * @param file its source
 * @param name its name
 * @param instructions IR instructions before
 * @param features the 56 Autophase counts
 * @param opcodes how often each opcode occurs
 * @param passes instructions after each of the 124 passes; -1 where missing
 * @param oz instructions after -Oz; -1 where missing
 * @param missing for each probe 1 where its row is missing, else 0
 * @param codes the codes of all reactions, P x 8
 * @param whole for an ablation: one code a reaction, P
 * @param absolute for an ablation: the codes of the bare counts after the probes, P x 8
 */
public record CodesRow(String hash, String project, String domain, String split, String flavour, String kind,
    String file, String name, int instructions, List<Integer> features, List<Integer> opcodes, List<Integer> passes,
    int oz, Binary missing, Binary codes, Binary whole, Binary absolute) {}
