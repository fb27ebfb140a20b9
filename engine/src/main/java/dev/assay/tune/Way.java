package dev.assay.tune;

import dev.assay.build.Level;
import java.util.List;

/** How an object was made. */
public sealed interface Way {
  /** What is added to the user's flags, each word for itself. */
  List<String> arguments();

  /** What is known of code made so. */
  Tested tested();

  /** In a few words, for a table. */
  String label();

  /** As the user's own command says. */
  record Own(String flag) implements Way {
    @Override
    public List<String> arguments() {
      return List.of();
    }

    @Override
    public Tested tested() {
      return Tested.VETTED;
    }

    @Override
    public String label() {
      return flag;
    }
  }

  /** At one of clang's levels. */
  record AtLevel(Level level) implements Way {
    @Override
    public List<String> arguments() {
      return List.of(level.flag());
    }

    @Override
    public Tested tested() {
      return Tested.VETTED;
    }

    @Override
    public String label() {
      return level.flag();
    }
  }

  /** By an entry of the library. */
  record ByEntry(LibraryEntry entry) implements Way {
    @Override
    public List<String> arguments() {
      return entry.arguments();
    }

    @Override
    public Tested tested() {
      return entry.vetting().tested();
    }

    @Override
    public String label() {
      return "library " + entry.id();
    }
  }
}
