package dev.assay.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what llvm-objdump prints: a line for each instruction, others for labels and relocations. */
final class Disassembly {
  private static final Pattern SECTION = Pattern.compile("Disassembly of section (?<name>.*):");
  private static final Pattern LABEL = Pattern.compile("(?<offset>[0-9a-f]+) <(?<name>.*)>:");
  private static final Pattern INSTRUCTION = Pattern.compile("\\s*(?<offset>[0-9a-f]+):\\s+(?<text>\\S.*)");
  private static final Pattern RELOCATION =
      Pattern.compile("\\s+[0-9a-f]+:\\s+(?<kind>R_\\S+|[A-Z]+_\\S+)\\s+(?<symbol>\\S+)");
  private static final Pattern PLACE = Pattern.compile("(?<symbol>.*?)((?<sign>[-+])0x(?<distance>[0-9a-f]+))?");
  private static final Pattern TARGET = Pattern.compile("<(?<name>[^<>]+?)(?<distance>\\+0x[0-9a-f]+)?>");
  /** Branches and calls of x86, AArch64, Arm and RISC-V; the first half of a RISC-V call has the relocation. */
  private static final Pattern BRANCH =
      Pattern.compile("(call|jmp|j[a-z]|b|bl|b\\.[a-z]+|cbn?z|tbn?z|jal|j|auipc|beqz|bnez|b[a-z]{2})[a-z.]*\\s.*");
  /** Relocations of RISC-V that are on an auipc and load an address. */
  private static final Pattern DATA = Pattern.compile("R_RISCV_(PCREL|GOT|TLS).*");
  private static final Pattern UNCONDITIONAL =
      Pattern.compile("(call[lqw]?|jmp[lqw]?|bl?(\\.w)?|blx|jal|j|auipc)\\s.*");
  /** What is no instruction of its own: a prefix that is printed on a line for itself, and data. */
  private static final Pattern NONE = Pattern.compile("\\..*|(lock|rep|repn?[ez]|data16|rex64|addr32)\\s*");
  private static final Pattern PADDING = Pattern.compile("(data16\\s+|cs\\s+)*(nop|int3|xchgw\\s+%ax, %ax).*");

  private final List<MachineCode.Function> functions = new ArrayList<>();
  /** Where functions begin: assemblers write a section and a distance in place of a local function's symbol. */
  private final Map<String, Map<Long, String>> places = new HashMap<>();
  private String section = "";
  private String name = "";
  private List<MachineCode.Instruction> instructions = new ArrayList<>();
  private int realEnd;
  private String lastText = "";

  private Disassembly() {}

  static MachineCode read(String text) {
    Disassembly reading = new Disassembly();
    text.lines().forEach(reading::line);
    reading.end("");
    return new MachineCode(reading.functions.stream().map(reading::named).toList());
  }

  private MachineCode.Function named(MachineCode.Function function) {
    return new MachineCode.Function(function.name(),
        function.instructions().stream()
            .map(instruction -> new MachineCode.Instruction(instruction.offset(),
                instruction.callee().map(this::function).filter(callee -> !callee.equals(function.name())),
                instruction.isConditional()))
            .toList());
  }

  /** The function at a place. */
  private String function(String place) {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches() || !places.containsKey(matcher.group("symbol"))) {
      return place;
    }
    long distance = matcher.group("distance") == null ? 0 : Long.parseLong(matcher.group("distance"), 16);
    return places.get(matcher.group("symbol")).getOrDefault("-".equals(matcher.group("sign")) ? -distance : distance,
        place);
  }

  private void line(String line) {
    Matcher label = LABEL.matcher(line);
    if (label.matches()) {
      end(label.group("name"));
      places.computeIfAbsent(section, absent -> new HashMap<>()).putIfAbsent(Long.parseLong(label.group("offset"), 16),
          name);
      return;
    }
    Matcher relocation = RELOCATION.matcher(line);
    if (relocation.matches()) {
      relocated(relocation.group("kind"), relocation.group("symbol"));
      return;
    }
    Matcher instruction = INSTRUCTION.matcher(line);
    Matcher header = SECTION.matcher(line);
    if (header.matches()) {
      end("");
      section = header.group("name");
    } else if (instruction.matches() && !line.contains("file format")) {
      instruction(Long.parseLong(instruction.group("offset"), 16), instruction.group("text"));
    }
  }

  private void instruction(long offset, String text) {
    lastText = text.replaceFirst("^([0-9a-f]{2,8} )+\\s*", ""); // data is printed with its bytes
    if (NONE.matcher(lastText).matches()) {
      lastText = "";
      return;
    }
    Optional<String> callee = Optional.empty();
    Matcher target = TARGET.matcher(lastText);
    if (BRANCH.matcher(lastText).matches() && target.find() && target.group("distance") == null
        && !target.group("name").equals(name)) {
      callee = Optional.of(target.group("name"));
    }
    instructions.add(new MachineCode.Instruction(offset, callee, !UNCONDITIONAL.matcher(lastText).matches()));
    realEnd = PADDING.matcher(lastText).matches() ? realEnd : instructions.size();
  }

  /** Says what the instruction before refers to. */
  private void relocated(String kind, String symbol) {
    if (instructions.isEmpty() || lastText.isEmpty() || !BRANCH.matcher(lastText).matches()
        || DATA.matcher(kind).matches() || symbol.startsWith(".L") || symbol.startsWith("*")) {
      return;
    }
    Matcher place = PLACE.matcher(symbol);
    if (!place.matches()) {
      return;
    }
    String callee = place.group("symbol");
    if (callee.startsWith(".")) {
      long distance = place.group("distance") == null ? 0 : Long.parseLong(place.group("distance"), 16);
      distance = "-".equals(place.group("sign")) ? -distance : distance;
      distance += kind.startsWith("R_X86_64") ? 4 : 0; // these count from the next instruction
      callee += distance == 0 ? "" : (distance < 0 ? "-0x" : "+0x") + Long.toHexString(Math.abs(distance));
    }
    MachineCode.Instruction last = instructions.removeLast();
    instructions.add(new MachineCode.Instruction(last.offset(), Optional.of(callee), last.isConditional()));
  }

  private void end(String next) {
    if (!instructions.isEmpty()) {
      functions.add(new MachineCode.Function(name, instructions.subList(0, realEnd)));
    }
    name = next;
    instructions = new ArrayList<>();
    realEnd = 0;
    lastText = "";
  }
}
