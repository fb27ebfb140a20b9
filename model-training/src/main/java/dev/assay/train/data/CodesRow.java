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
 * @param identity the same for what is the same function, or module, in all flavours and releases
 * @param release which release of the project it is from
 * @param language of its source
 * @param compiler what made its IR
 * @param target what it was compiled for
 * @param instructions IR instructions before
 * @param features the 56 Autophase counts
 * @param opcodes how often each opcode occurs
 * @param passes instructions after each of the 124 passes; -1 where missing
 * @param oz instructions after -Oz; -1 where missing
 * @param probes for each probe, which of {@code states} it leads to; -1 where missing
 * @param states the different 56 counts after the probes, exact: little-endian int32, one state after the other
 * @param codes the codes of all reactions, P x 8; 0 where missing
 * @param whole for an ablation: one code a reaction, P
 * @param absolute for an ablation: the codes of the bare counts after the probes, P x 8
 */
public record CodesRow(String hash, String project, String domain, String split, String flavour, String kind,
    String file, String name, String identity, String release, String language, String compiler, String target,
    int instructions, List<Integer> features, List<Integer> opcodes, List<Integer> passes, int oz, List<Integer> probes,
    Binary states, Binary codes, Binary whole, Binary absolute) {}
