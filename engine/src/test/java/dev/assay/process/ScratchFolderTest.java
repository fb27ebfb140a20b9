package dev.assay.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
  @TempDir
  private Path parent;

  @Test
  void goesWithAllThatIsInIt() throws IOException {
    ScratchFolder folder = ScratchFolder.create(parent, "scratch");
    Files.createDirectories(folder.path().resolve("a/b"));
    Files.writeString(folder.path().resolve("a/b/c"), "text");
    folder.close();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatAProcessHasLeftGoesWithTheNext() throws IOException {
    Path left = Files.createDirectory(parent.resolve("scratch123"));
    Files.createFile(left.resolve("lock"));
    Files.writeString(left.resolve("data"), "text");
    Path others = Files.createDirectory(parent.resolve("other123"));
    Files.createFile(others.resolve("lock"));
    Path beingMade = Files.createDirectory(parent.resolve("scratch456"));
    try (ScratchFolder folder = ScratchFolder.create(parent, "scratch")) {
      assertThat(parent).isDirectoryContaining(others::equals).isDirectoryContaining(beingMade::equals)
          .isDirectoryContaining(folder.path()::equals).isDirectoryNotContaining(left::equals);
    }
  }

  @Test
  void whatIsInUseStays() throws IOException {
    try (ScratchFolder first = ScratchFolder.create(parent, "scratch");
        ScratchFolder second = ScratchFolder.create(parent, "scratch")) {
      assertThat(parent).isDirectoryContaining(first.path()::equals).isDirectoryContaining(second.path()::equals);
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path outside = Files.createDirectory(parent.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "text");
    Path left = Files.createDirectory(parent.resolve("scratch123"));
    Files.createFile(left.resolve("lock"));
    Files.createSymbolicLink(left.resolve("link"), outside);
    Files.createSymbolicLink(parent.resolve("scratch456"), outside);
    ScratchFolder.create(parent, "scratch").close();
    assertThat(left).doesNotExist();
    assertThat(outside.resolve("kept")).exists();
  }
}
