package dev.assay.lsp.protocol;

import com.google.gson.annotations.JsonAdapter;
import java.util.List;

/**
 * The answer to {@code assay.tune}: how small a file's object became.
 *
 * @param uri the file
 * @param target the triple that it is compiled for
 * @param objective what is counted: code alone, or everything that is loaded
 * @param builtBytes its size as its own command makes it
 * @param ozBytes its size at clang's -Oz
 * @param tunedBytes the size of the smallest; never larger than the others
 * @param options what makes the smallest, level first, each as on a command line; empty where that is its own command
 * @param tested how well it is known that code made so does what its source says: {@code verified} or {@code vetted}
 * @param keptAsIs why nothing was tried, where that is so; a sentence without its end
 * @param tried how many ways were tried, the file's own among them
 * @param failed how many of them made nothing
 * @param functions the functions of the objects
 * @param text all of that in words, ready to be shown
 */
public record TunedFile(String uri, String target, @JsonAdapter(Words.class) TuneObjective objective, long builtBytes,
    long ozBytes, long tunedBytes, List<String> options, String tested, @MayBeAbsent String keptAsIs, int tried,
    int failed, List<TunedFunction> functions, TunedFileText text) {}
