package dev.assay.worker;

import static org.bytedeco.llvm.global.clang.*;

import dev.assay.source.FunctionPlace;
import dev.assay.source.SourceRange;
import dev.assay.source.Span;
import dev.assay.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.llvm.clang.CXClientData;
import org.bytedeco.llvm.clang.CXCursor;
import org.bytedeco.llvm.clang.CXCursorVisitor;
import org.bytedeco.llvm.clang.CXFile;
import org.bytedeco.llvm.clang.CXIndex;
import org.bytedeco.llvm.clang.CXSourceLocation;
import org.bytedeco.llvm.clang.CXSourceRange;
import org.bytedeco.llvm.clang.CXString;
import org.bytedeco.llvm.clang.CXStringSet;
import org.bytedeco.llvm.clang.CXTranslationUnit;
import org.bytedeco.llvm.clang.CXUnsavedFile;

/**
 * Finds the functions of C and C++ source by libclang, which sees what a compiler sees: macros, conditions, attributes,
 * labels, and physical lines whatever {@code #line} says. Functions of the system's headers are left out. One thread.
 */
final class ClangOutliner {
  private static final Set<Integer> FUNCTIONS = Set.of(CXCursor_FunctionDecl, CXCursor_FunctionTemplate,
      CXCursor_CXXMethod, CXCursor_Constructor, CXCursor_Destructor, CXCursor_ConversionFunction);
  private static final Set<Integer> SEVERAL_SYMBOLS = Set.of(CXCursor_Constructor, CXCursor_Destructor);
  /** What may have functions inside. */
  private static final Set<Integer> SCOPES =
      Set.of(CXCursor_Namespace, CXCursor_LinkageSpec, CXCursor_ClassDecl, CXCursor_StructDecl, CXCursor_UnionDecl,
          CXCursor_ClassTemplate, CXCursor_ClassTemplatePartialSpecialization, CXCursor_UnexposedDecl);

  private final String resourceFolder;

  ClangOutliner(String resourceFolder) {
    this.resourceFolder = resourceFolder;
  }

  /** An offset in a file, and the line that it is on. */
  private record Point(String file, int offset, int line) {}

  /** Hands on each function as it is found; none where clang refuses the arguments. */
  void outline(Request.Outline request, Consumer<FunctionPlace> found) {
    List<String> command = new ArrayList<>(List.of("clang", "-resource-dir", resourceFolder));
    command.addAll(request.arguments());
    byte[] text = request.text();
    CXTranslationUnit unit = new CXTranslationUnit();
    // Who has had headers precompiled knows what is in them: it is not visited.
    CXIndex index = clang_createIndex(request.arguments().contains(Request.Outline.PRECOMPILED) ? 1 : 0, 0);
    try (BytePointer file = new BytePointer(request.file(), StandardCharsets.UTF_8);
        BytePointer contents = new BytePointer(text.length + 1L); CXUnsavedFile unsaved = new CXUnsavedFile();
        PointerPointer<BytePointer> arguments =
            new PointerPointer<>(command.toArray(String[]::new), StandardCharsets.UTF_8)) {
      contents.put(text, 0, text.length).put((long) text.length, (byte) 0);
      unsaved.Filename(file).Contents(contents).Length(text.length);
      int status = clang_parseTranslationUnit2FullArgv(index, file, arguments, command.size(), unsaved, 1,
          CXTranslationUnit_None, unit);
      if (status == CXError_Success) {
        try (Visitor visitor = new Visitor(request, hasUnderscores(unit), found)) {
          clang_visitChildren(clang_getTranslationUnitCursor(unit), visitor, null);
        } finally {
          clang_disposeTranslationUnit(unit);
        }
      }
    } finally {
      clang_disposeIndex(index);
    }
  }

  /** Whether object files of the target have an underscore before the names of C, which the IR has not. */
  private static boolean hasUnderscores(CXTranslationUnit unit) {
    var target = clang_getTranslationUnitTargetInfo(unit);
    String triple = text(clang_TargetInfo_getTriple(target));
    clang_TargetInfo_dispose(target);
    return triple.contains("-apple-") || triple.matches("i[3-6]86-.*-windows.*");
  }

  private static final class Visitor extends CXCursorVisitor {
    private final Request.Outline request;
    private final boolean hasUnderscores;
    private final Consumer<FunctionPlace> found;

    Visitor(Request.Outline request, boolean hasUnderscores, Consumer<FunctionPlace> found) {
      this.request = request;
      this.hasUnderscores = hasUnderscores;
      this.found = found;
    }

    @Override
    public int call(CXCursor cursor, CXCursor parent, CXClientData data) {
      if (clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)) != 0) {
        return CXChildVisit_Continue;
      }
      int kind = clang_getCursorKind(cursor);
      if (SCOPES.contains(kind)) {
        return CXChildVisit_Recurse;
      }
      if (FUNCTIONS.contains(kind) && clang_isCursorDefinition(cursor) != 0) {
        function(cursor, kind);
      }
      return CXChildVisit_Continue;
    }

    private void function(CXCursor cursor, int kind) {
      CXSourceRange extent = clang_getCursorExtent(cursor);
      Point start = expansion(clang_getRangeStart(extent));
      Point end = expansion(clang_getRangeEnd(extent));
      Point name = point(clang_getCursorLocation(cursor));
      if (!name.file.equals(start.file) || !name.file.equals(end.file) || end.offset < start.offset) {
        return; // begun in one file, ended in another: there is no place to show
      }
      boolean isOwn = name.file.equals(request.file());
      Span definition = new Span(isOwn ? withAttributes(request.text(), start.offset) : start.offset, end.offset);
      CXSourceRange spelling = clang_Cursor_getSpellingNameRange(cursor, 0, 0);
      Point nameStart = point(clang_getRangeStart(spelling));
      Point nameEnd = point(clang_getRangeEnd(spelling));
      boolean isSpelt = nameStart.file.equals(name.file) && nameStart.offset == name.offset
          && nameEnd.file.equals(name.file) && nameEnd.offset > name.offset;
      Span nameSpan = new Span(name.offset, isSpelt ? nameEnd.offset : name.offset);
      found.accept(new FunctionPlace(name.file, text(clang_getCursorSpelling(cursor)), symbols(cursor, kind),
          new SourceRange(name.line, Math.max(name.line, end.line)), definition, nameSpan, body(cursor, definition)));
    }

    /** Clang has a declaration begin after its {@code [[attributes]]}. */
    private static int withAttributes(byte[] text, int start) {
      int from = start;
      while (true) {
        int at = from - 1;
        while (at >= 0 && (text[at] == ' ' || text[at] >= '\t' && text[at] <= '\r')) {
          at--;
        }
        if (at < 3 || text[at] != ']' || text[at - 1] != ']') {
          return from;
        }
        while (at >= 1 && !(text[at] == '[' && text[at - 1] == '[')) {
          at--;
        }
        if (at < 1) {
          return from;
        }
        from = at - 1;
      }
    }

    private static Span body(CXCursor cursor, Span definition) {
      Span[] body = {definition};
      try (CXCursorVisitor visitor = new CXCursorVisitor() {
        @Override
        public int call(CXCursor child, CXCursor parent, CXClientData data) {
          if (clang_getCursorKind(child) == CXCursor_CompoundStmt) {
            CXSourceRange extent = clang_getCursorExtent(child);
            int start = expansion(clang_getRangeStart(extent)).offset;
            int end = expansion(clang_getRangeEnd(extent)).offset;
            body[0] = start <= end ? new Span(start, end) : definition;
          }
          return CXChildVisit_Continue;
        }
      }) {
        clang_visitChildren(cursor, visitor, null);
      }
      return body[0];
    }

    private List<String> symbols(CXCursor cursor, int kind) {
      List<String> symbols = new ArrayList<>();
      if (SEVERAL_SYMBOLS.contains(kind)) {
        CXStringSet set = clang_Cursor_getCXXManglings(cursor);
        for (int i = 0; set != null && i < set.Count(); i++) {
          symbols.add(symbol(clang_getCString(set.Strings().getPointer(i)).getString(StandardCharsets.UTF_8), ""));
        }
        if (set != null) {
          clang_disposeStringSet(set);
        }
      } else if (kind != CXCursor_FunctionTemplate) {
        symbols.add(symbol(text(clang_Cursor_getMangling(cursor)), text(clang_getCursorSpelling(cursor))));
      }
      symbols.removeIf(String::isEmpty);
      symbols.sort(null); // the complete constructor C1 before C2, which is for derived classes
      return symbols;
    }

    /**
     * A name as object files have it, as the IR has it: without the target's underscore, and where there is another
     * name than C's or C++'s in its place (a label, Windows' calling conventions), marked so that none is added.
     */
    private String symbol(String mangled, String spelling) {
      if (!hasUnderscores || mangled.isEmpty() || mangled.startsWith("\1") || mangled.startsWith("?")) {
        return mangled;
      }
      return mangled.equals("_" + spelling) || mangled.startsWith("__Z") ? mangled.substring(1) : "\1" + mangled;
    }
  }

  /** Where a macro is used rather than where it is defined; what is written in its argument, where that is written. */
  private static Point point(CXSourceLocation location) {
    CXFile file = new CXFile();
    int[] line = new int[1];
    int[] column = new int[1];
    int[] offset = new int[1];
    clang_getFileLocation(location, file, line, column, offset);
    return new Point(file.isNull() ? "" : text(clang_getFileName(file)), offset[0], line[0]);
  }

  /** Where a macro is used, arguments or not. */
  private static Point expansion(CXSourceLocation location) {
    CXFile file = new CXFile();
    int[] line = new int[1];
    int[] column = new int[1];
    int[] offset = new int[1];
    clang_getExpansionLocation(location, file, line, column, offset);
    return new Point(file.isNull() ? "" : text(clang_getFileName(file)), offset[0], line[0]);
  }

  private static String text(CXString string) {
    BytePointer characters = clang_getCString(string);
    String text = characters == null || characters.isNull() ? "" : characters.getString(StandardCharsets.UTF_8);
    clang_disposeString(string);
    return text;
  }
}
