package dev.assay.feature;

import java.util.Locale;
import java.util.Optional;

/**
 * The instruction opcodes of LLVM IR, for InstCount.
 *
 * <p>The numbers are those of {@code LLVMOpcode} in {@code llvm-c/Core.h}, which LLVM keeps stable.
 */
public enum Opcode {
  /** {@code ret}. */
  RET(1),
  /** {@code br}. */
  BR(2),
  /** {@code switch}. */
  SWITCH(3),
  /** {@code indirectbr}. */
  INDIRECTBR(4),
  /** {@code invoke}. */
  INVOKE(5),
  /** {@code unreachable}. */
  UNREACHABLE(7),
  /** {@code add}. */
  ADD(8),
  /** {@code fadd}. */
  FADD(9),
  /** {@code sub}. */
  SUB(10),
  /** {@code fsub}. */
  FSUB(11),
  /** {@code mul}. */
  MUL(12),
  /** {@code fmul}. */
  FMUL(13),
  /** {@code udiv}. */
  UDIV(14),
  /** {@code sdiv}. */
  SDIV(15),
  /** {@code fdiv}. */
  FDIV(16),
  /** {@code urem}. */
  UREM(17),
  /** {@code srem}. */
  SREM(18),
  /** {@code frem}. */
  FREM(19),
  /** {@code shl}. */
  SHL(20),
  /** {@code lshr}. */
  LSHR(21),
  /** {@code ashr}. */
  ASHR(22),
  /** {@code and}. */
  AND(23),
  /** {@code or}. */
  OR(24),
  /** {@code xor}. */
  XOR(25),
  /** {@code alloca}. */
  ALLOCA(26),
  /** {@code load}. */
  LOAD(27),
  /** {@code store}. */
  STORE(28),
  /** {@code getelementptr}. */
  GETELEMENTPTR(29),
  /** {@code trunc}. */
  TRUNC(30),
  /** {@code zext}. */
  ZEXT(31),
  /** {@code sext}. */
  SEXT(32),
  /** {@code fptoui}. */
  FPTOUI(33),
  /** {@code fptosi}. */
  FPTOSI(34),
  /** {@code uitofp}. */
  UITOFP(35),
  /** {@code sitofp}. */
  SITOFP(36),
  /** {@code fptrunc}. */
  FPTRUNC(37),
  /** {@code fpext}. */
  FPEXT(38),
  /** {@code ptrtoint}. */
  PTRTOINT(39),
  /** {@code inttoptr}. */
  INTTOPTR(40),
  /** {@code bitcast}. */
  BITCAST(41),
  /** {@code icmp}. */
  ICMP(42),
  /** {@code fcmp}. */
  FCMP(43),
  /** {@code phi}. */
  PHI(44),
  /** {@code call}. */
  CALL(45),
  /** {@code select}. */
  SELECT(46),
  /** {@code va_arg}. */
  VA_ARG(49),
  /** {@code extractelement}. */
  EXTRACTELEMENT(50),
  /** {@code insertelement}. */
  INSERTELEMENT(51),
  /** {@code shufflevector}. */
  SHUFFLEVECTOR(52),
  /** {@code extractvalue}. */
  EXTRACTVALUE(53),
  /** {@code insertvalue}. */
  INSERTVALUE(54),
  /** {@code fence}. */
  FENCE(55),
  /** {@code cmpxchg}. */
  CMPXCHG(56),
  /** {@code atomicrmw}. */
  ATOMICRMW(57),
  /** {@code resume}. */
  RESUME(58),
  /** {@code landingpad}. */
  LANDINGPAD(59),
  /** {@code addrspacecast}. */
  ADDRSPACECAST(60),
  /** {@code cleanupret}. */
  CLEANUPRET(61),
  /** {@code catchret}. */
  CATCHRET(62),
  /** {@code catchpad}. */
  CATCHPAD(63),
  /** {@code cleanuppad}. */
  CLEANUPPAD(64),
  /** {@code catchswitch}. */
  CATCHSWITCH(65),
  /** {@code fneg}. */
  FNEG(66),
  /** {@code callbr}. */
  CALLBR(67),
  /** {@code freeze}. */
  FREEZE(68);

  /** One more than the highest number: the length of an array indexed by {@link #number()}. */
  public static final int NUMBERS = 72;

  private final int number;

  Opcode(int number) {
    this.number = number;
  }

  /** The number in LLVM's C API. */
  public int number() {
    return number;
  }

  /** The name as it is written in textual IR, for example {@code getelementptr}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The opcode of a number of LLVM's C API, if it is one. */
  public static Optional<Opcode> ofNumber(int number) {
    for (Opcode opcode : values()) {
      if (opcode.number == number) {
        return Optional.of(opcode);
      }
    }
    return Optional.empty();
  }
}
