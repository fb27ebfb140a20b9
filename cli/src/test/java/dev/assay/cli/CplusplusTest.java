package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A small C++ project, through every command. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C++ is compiled for this machine")
class CplusplusTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path folder;

  private String bundle;
  private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    bundle = SmallBundles.bundleWithEncoder(folder);
    project = Files.createDirectories(folder.resolve("project"));
    write("geo.hpp", """
        #pragma once
        namespace geo {
        template <class T> T twice(T x) { return x + x; }
        struct Box {
          int w, h;
          explicit Box(int side);
          int area() const;
          int area(int depth) const;
          int edge() const { return twice(w) + twice(h); }
        };
        }
        """);
    write("box.cpp", """
        #include "geo.hpp"
        namespace geo {
        Box::Box(int side) : w(side), h(side * 3) {}
        int Box::area() const { return w * h; }
        int Box::area(int depth) const { return area() * depth / (w + 1) + edge(); }
        }
        template <class T> static T most(T a, T b) { return a > b ? a * 3 : b / 3; }
        extern "C" int plain(int a) { return most(a, 7) + geo::Box(a).area(); }
        double larger(double a, double b) { return most(a, b); }
        """);
    write("other.cxx", "#include \"geo.hpp\"\nint other(int x) { return geo::Box(x).edge() + geo::twice(x) * x; }\n");
    write("parts.hpp", "#pragma once\nint part(int x) { return x * 5 + 1; }\n");
    write("odd.c", "namespace odd { int f(int x) { return x / 3; } }\n");
    write("compile_commands.json", """
        [{"directory": "%1$s", "arguments": ["c++", "-std=c++17", "-O2", "-c", "box.cpp"], "file": "box.cpp"},
         {"directory": "%1$s", "arguments": ["c++", "-Os", "-c", "other.cxx"], "file": "other.cxx"},
         {"directory": "%1$s", "arguments": ["c++", "-Os", "-c", "-x", "c++", "parts.hpp"], "file": "parts.hpp"},
         {"directory": "%1$s", "arguments": ["cc", "-Os", "-c", "-x", "c++", "odd.c"], "file": "odd.c"}]
        """.formatted(project));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(project.resolve(name), text);
  }

  private String file(String name) {
    return project.resolve(name).toString();
  }

  private Cli.Result run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    if (!command.equals("features")) {
      all.addAll(List.of("--bundle", bundle));
    }
    all.addAll(List.of(arguments));
    Cli.Result result = Cli.run(all.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    return result;
  }

  private static List<String> values(Cli.Result result, String key) throws IOException {
    List<String> values = new ArrayList<>();
    for (String line : result.lines()) {
      values.add(JSON.readTree(line).path(key).asText());
    }
    return values;
  }

  @Test
  void everySourceOfAFolderIsReadAndEachInstanceOfATemplateOnce() throws IOException {
    Cli.Result result = run("features", "--json", project.toString());
    assertThat(values(result, "name")).doesNotHaveDuplicates();
    assertThat(values(result, "displayName")).containsExactlyInAnyOrder("geo::Box::Box(int)", "geo::Box::area() const",
        "geo::Box::area(int) const", "", "larger(double, double)", "int most<int>(int, int)",
        "double most<double>(double, double)", "odd::f(int)", "other(int)", "part(int)");
    assertThat(values(run("features", "--json", file("parts.hpp")), "displayName")).containsExactly("part(int)");
  }

  @Test
  void functionsAreAskedForByEitherName() throws IOException {
    for (String name : List.of("geo::Box::area", "area")) {
      assertThat(values(run("advise", "--json", "--function", name, file("box.cpp")), "name")).as(name)
          .containsExactly("_ZNK3geo3Box4areaEv", "_ZNK3geo3Box4areaEi");
    }
    for (String name : List.of("_ZNK3geo3Box4areaEi", "geo::Box::area(int)", "geo::Box::area( int )const")) {
      assertThat(values(run("advise", "--json", "--function", name, file("box.cpp")), "displayName")).as(name)
          .containsExactly("geo::Box::area(int) const");
    }
    assertThat(values(run("advise", "--json", "--function=most<double>", "--function=plain", file("box.cpp")), "name"))
        .containsExactlyInAnyOrder("_ZL4mostIdET_S0_S0_", "plain");
  }

  @Test
  void peopleAreShownReadableNames() {
    String text = run("advise", file("box.cpp")).out();
    assertThat(text).contains("\ngeo::Box::area(int) const  ", "\nplain  ", "inlined into plain; it has no code")
        .contains("inlined into larger(double, double)").doesNotContain("_ZN", "_ZL");
    assertThat(run("features", file("other.cxx")).out()).startsWith("other(int)  ");
    assertThat(run("embed", file("other.cxx")).out()).startsWith("other(int)  ");
  }

  @Test
  void similarFunctionsAreFoundAndNamed() throws IOException {
    String index = folder.resolve("index").toString();
    JsonNode made = JSON.readTree(run("index", "--json", "--index", index, project.toString()).out());
    assertThat(made.path("functions").asInt()).as("with the header that the database lists").isEqualTo(10);
    String[] options = {"--index", index, "--min-instructions=0"};
    String address = file("box.cpp") + ":geo::Box::Box(int)";
    Cli.Result table = run("similar", address, options[0], options[1], options[2]);
    assertThat(table.out()).startsWith("geo::Box::Box(int)  ")
        .contains("geo::Box::area() const", "geo::Box::area(int)", "plain ").doesNotContain("_ZN");
    Cli.Result json = run("similar", "--json", address, options[0], options[1], options[2]);
    assertThat(values(json, "displayName")).contains("odd::f(int)", "int most<int>(int, int)");
    assertThat(values(json, "language")).contains("c++");
    Cli.Result both =
        Cli.run("similar", "--bundle", bundle, file("box.cpp") + ":geo::Box::area", options[0], options[1]);
    assertThat(both.status()).isEqualTo(1);
    assertThat(both.err()).contains("is the name of several functions: geo::Box::area() const, geo::Box::area(int)");
  }
}
