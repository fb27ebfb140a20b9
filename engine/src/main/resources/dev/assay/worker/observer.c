/* The observer: one walk over a module that yields its 56 Autophase features, its opcode counts and a fingerprint.
 *
 * The probe runner observes a module after every pass, hundreds of times per function. Walked from Java through JNI,
 * that costs more than the passes themselves; so the worker compiles this file once with the clang of the LLVM
 * distribution that it holds, and calls the machine code. It is freestanding C (no headers are needed on the user's
 * machine) and speaks only LLVM's C API, whose functions it declares itself.
 *
 * Features: docs/autophase.md, row by row in the same order.
 *
 * Fingerprint: two modules of one LLVMContext with equal fingerprints hold the same IR, up to names of local values and
 * the order of use lists. Whatever LLVM keeps unique in a context (types, attributes, scalar constants, metadata strings)
 * is hashed by address; functions, globals, blocks, instructions and metadata nodes, which a clone has anew, are
 * hashed by the number of their first appearance. It is for comparison inside one worker; it means nothing elsewhere.
 */
typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef __SIZE_TYPE__ usize; // size_t: unsigned long has four bytes on Windows
typedef void *Module, *Value, *Block, *Type, *Attribute, *Metadata, *Entries, *Use, *Named, *Comdat, *Bundle;

/* ---- LLVM's C API, as llvm-c/Core.h of LLVM 20 declares it ---- */
extern Value LLVMGetFirstFunction(Module), LLVMGetNextFunction(Value), LLVMGetFirstGlobal(Module), LLVMGetNextGlobal(Value);
extern Value LLVMGetFirstGlobalAlias(Module), LLVMGetNextGlobalAlias(Value), LLVMAliasGetAliasee(Value);
extern Value LLVMGetFirstGlobalIFunc(Module), LLVMGetNextGlobalIFunc(Value), LLVMGetGlobalIFuncResolver(Value);
extern Named LLVMGetFirstNamedMetadata(Module), LLVMGetNextNamedMetadata(Named);
extern const char *LLVMGetNamedMetadataName(Named, usize *), *LLVMGetModuleInlineAsm(Module, usize *);
extern u32 LLVMGetNamedMetadataNumOperands(Module, const char *);
extern void LLVMGetNamedMetadataOperands(Module, const char *, Value *);
extern Block LLVMGetFirstBasicBlock(Value), LLVMGetNextBasicBlock(Block);
extern Value LLVMBasicBlockAsValue(Block), LLVMGetBasicBlockTerminator(Block), LLVMGetFirstInstruction(Block), LLVMGetNextInstruction(Value);
extern Value LLVMGetFirstParam(Value), LLVMGetNextParam(Value), LLVMGetOperand(Value, u32), LLVMGetCalledValue(Value);
extern Block LLVMGetSuccessor(Value, u32), LLVMGetIncomingBlock(Value, u32), LLVMGetBlockAddressBasicBlock(Value);
extern Value LLVMGetBlockAddressFunction(Value), LLVMGetInitializer(Value), LLVMGetPersonalityFn(Value), LLVMGetPrefixData(Value), LLVMGetPrologueData(Value);
extern int LLVMGetNumOperands(Value), LLVMGetInstructionOpcode(Value), LLVMGetValueKind(Value), LLVMGetICmpPredicate(Value), LLVMGetFCmpPredicate(Value);
extern u32 LLVMGetNumSuccessors(Value), LLVMCountIncoming(Value), LLVMGetIntTypeWidth(Type), LLVMGetNumIndices(Value), LLVMGetNumMaskElements(Value), LLVMGetNumOperandBundles(Value);
extern const u32 *LLVMGetIndices(Value);
extern int LLVMGetMaskValue(Value, u32), LLVMGetTypeKind(Type), LLVMIsNull(Value), LLVMIsConditional(Value), LLVMIsConstant(Value), LLVMIsCleanup(Value);
extern Type LLVMTypeOf(Value), LLVMGetReturnType(Type), LLVMGlobalGetValueType(Value), LLVMGetCalledFunctionType(Value), LLVMGetAllocatedType(Value), LLVMGetGEPSourceElementType(Value);
extern Value LLVMConstInt(Type, u64, int);
extern u64 LLVMConstIntGetZExtValue(Value);
extern int LLVMGetConstOpcode(Value), LLVMGetNUW(Value), LLVMGetNSW(Value), LLVMGetExact(Value), LLVMGetNNeg(Value), LLVMGetIsDisjoint(Value);
extern u32 LLVMGEPGetNoWrapFlags(Value), LLVMGetFastMathFlags(Value), LLVMGetAlignment(Value), LLVMGetAtomicSyncScopeID(Value);
extern int LLVMCanValueUseFastMathFlags(Value), LLVMGetVolatile(Value), LLVMGetOrdering(Value), LLVMIsAtomic(Value), LLVMGetWeak(Value);
extern int LLVMGetCmpXchgSuccessOrdering(Value), LLVMGetCmpXchgFailureOrdering(Value), LLVMGetAtomicRMWBinOp(Value), LLVMGetTailCallKind(Value);
extern u32 LLVMGetInstructionCallConv(Value), LLVMGetFunctionCallConv(Value);
extern u32 LLVMGetCallSiteAttributeCount(Value, u32), LLVMGetAttributeCountAtIndex(Value, u32);
extern void LLVMGetCallSiteAttributes(Value, u32, Attribute *), LLVMGetAttributesAtIndex(Value, u32, Attribute *);
extern u32 LLVMGetNumArgOperands(Value), LLVMCountParams(Value);
extern Bundle LLVMGetOperandBundleAtIndex(Value, u32);
extern const char *LLVMGetOperandBundleTag(Bundle, usize *);
extern u32 LLVMGetNumOperandBundleArgs(Bundle);
extern Value LLVMGetOperandBundleArgAtIndex(Bundle, u32);
extern void LLVMDisposeOperandBundle(Bundle);
extern const char *LLVMGetValueName2(Value, usize *), *LLVMGetGC(Value), *LLVMGetSection(Value);
extern int LLVMGetLinkage(Value), LLVMGetVisibility(Value), LLVMGetDLLStorageClass(Value), LLVMGetUnnamedAddress(Value), LLVMGetThreadLocalMode(Value);
extern int LLVMIsGlobalConstant(Value), LLVMIsExternallyInitialized(Value), LLVMHasPersonalityFn(Value), LLVMHasPrefixData(Value), LLVMHasPrologueData(Value);
extern int LLVMHasMetadata(Value), LLVMGetMDNodeNumOperands(Value), LLVMGetComdatSelectionKind(Comdat);
extern Comdat LLVMGetComdat(Value);
extern Value LLVMIsAMDString(Value), LLVMIsAMDNode(Value), LLVMMetadataAsValue(void *, Metadata);
extern void LLVMGetMDNodeOperands(Value, Value *);
extern Entries LLVMInstructionGetAllMetadataOtherThanDebugLoc(Value, usize *), LLVMGlobalCopyAllMetadata(Value, usize *);
extern u32 LLVMValueMetadataEntriesGetKind(Entries, u32);
extern Metadata LLVMValueMetadataEntriesGetMetadata(Entries, u32);
extern void LLVMDisposeValueMetadataEntries(Entries);
extern void *LLVMGetModuleContext(Module);
extern void *malloc(usize), *calloc(usize, usize), *realloc(void *, usize);
extern void free(void *);

/* Opcodes, value kinds and type kinds of llvm-c/Core.h. */
enum { Ret = 1, Br = 2, Switch = 3, IndirectBr = 4, Invoke = 5, Unreachable = 7, CallBr = 67, FNeg = 66, Add = 8, FAdd, Sub, FSub, Mul, FMul,
       UDiv, SDiv, FDiv, URem, SRem, FRem, Shl, LShr, AShr, And, Or, Xor, Alloca = 26, Load, Store, GetElementPtr, Trunc = 30,
       ZExt, SExt, FPToUI, FPToSI, UIToFP, SIToFP, FPTrunc, FPExt, PtrToInt, IntToPtr, BitCast, AddrSpaceCast = 60, ICmp = 42,
       FCmp, PHI, Call, Select, UserOp1, UserOp2, VAArg, ExtractElement, InsertElement, ShuffleVector, ExtractValue,
       InsertValue, Freeze = 68, Fence = 55, AtomicCmpXchg, AtomicRMW, Resume, LandingPad };
enum { ArgumentKind, BasicBlockKind, MemoryUseKind, MemoryDefKind, MemoryPhiKind, FunctionKind, GlobalAliasKind, GlobalIFuncKind, GlobalVariableKind,
       BlockAddressKind, ConstantExprKind, ConstantArrayKind, ConstantStructKind, ConstantVectorKind, UndefKind, AggregateZeroKind,
       DataArrayKind, DataVectorKind, ConstantIntKind, ConstantFPKind, NullKind, TokenNoneKind, MetadataAsValueKind, InlineAsmKind,
       InstructionKind, PoisonKind, TargetNoneKind, PtrAuthKind };
enum { IntegerTypeKind = 8 };

/* ---- a growing table: address -> number of first appearance ---- */
typedef struct { void *key; u32 number, epoch; } Slot; /* of another epoch: empty, so that clearing costs nothing */
typedef struct { Slot *slots; u32 capacity, count, epoch; } Numbers;

static int is_taken(Numbers *n, u32 at) { return n->slots[at].epoch == n->epoch && n->slots[at].key; }

static u64 mix(u64 a, u64 b) {
  unsigned __int128 product = (unsigned __int128)(a ^ 0x9E3779B97F4A7C15ull) * (b ^ 0xD6E8FEB86659FD93ull);
  return (u64)product ^ (u64)(product >> 64);
}

static u32 slot_of(Numbers *n, void *key) {
  u32 at = (u32)mix((u64)key, 0x2545F4914F6CDD1Dull) & (n->capacity - 1);
  while (is_taken(n, at) && n->slots[at].key != key) at = (at + 1) & (n->capacity - 1);
  return at;
}

static void reserve(Numbers *n, u32 wanted) {
  if (n->slots && wanted * 2 <= n->capacity) return;
  Numbers old = *n;
  if (n->capacity < 256) n->capacity = 256;
  while (n->capacity < wanted * 4) n->capacity *= 2;
  n->slots = calloc(n->capacity, sizeof(Slot));
  for (u32 i = 0; i < old.capacity; i++)
    if (old.slots && is_taken(&old, i)) n->slots[slot_of(n, old.slots[i].key)] = old.slots[i];
  free(old.slots);
}

static void clear(Numbers *n) {
  n->count = 0;
  if (++n->epoch) return;
  for (u32 i = 0; i < n->capacity; i++) n->slots[i].key = 0; /* once in four thousand million calls */
}

/* The number of a key, given on first sight; *fresh says whether this was it. */
static u32 number(Numbers *n, void *key, int *fresh) {
  reserve(n, n->count + 1);
  u32 at = slot_of(n, key);
  *fresh = !is_taken(n, at);
  if (*fresh) n->slots[at].key = key, n->slots[at].epoch = n->epoch, n->slots[at].number = n->count++;
  return n->slots[at].number;
}

static void give_number(Numbers *n, void *key) { int fresh; number(n, key, &fresh); }

/* ---- state kept between calls, so that a call allocates next to nothing; a worker observes on one thread ---- */
static Numbers values, nodes;
static u64 low, high;
static void *context;
static u32 *predecessors, *block_numbers;
static u32 block_capacity;

static void put(u64 x) { low = mix(low ^ x, high); high = (high << 7 | high >> 57) + (x ^ low); }
static void put_bytes(const char *text, usize length) {
  put(length);
  for (usize i = 0; i < length; i += 8) {
    u64 word = 0;
    for (usize j = i; j < i + 8 && j < length; j++) word = word << 8 | (u8)text[j];
    put(word);
  }
}
static void put_text(const char *text) {
  usize length = 0;
  while (text && text[length]) length++;
  put_bytes(text, length);
}

static void put_value(Value v);

static void put_metadata(Value v) {
  if (!LLVMIsAMDNode(v)) { /* strings are unique in the context; constants wrapped as metadata have the constant as operand */
    int operands = LLVMIsAMDString(v) ? 0 : LLVMGetMDNodeNumOperands(v);
    put((u64)v);
    put(operands);
    return;
  }
  int fresh;
  put(0xD00Dull << 32 | number(&nodes, v, &fresh));
  if (!fresh) return;
  u32 count = LLVMGetMDNodeNumOperands(v);
  put(count);
  Value few[16], *operands = count <= 16 ? few : malloc(count * sizeof(Value));
  LLVMGetMDNodeOperands(v, operands);
  for (u32 i = 0; i < count; i++) {
    if (!operands[i]) put(0);
    else if (LLVMGetValueKind(operands[i]) == MetadataAsValueKind) put_metadata(operands[i]);
    else put_value(operands[i]);
  }
  if (operands != few) free(operands);
}

static void put_entries(Entries entries, usize count) {
  put(count);
  for (u32 i = 0; i < count; i++) {
    put(LLVMValueMetadataEntriesGetKind(entries, i));
    put_metadata(LLVMMetadataAsValue(context, LLVMValueMetadataEntriesGetMetadata(entries, i)));
  }
  LLVMDisposeValueMetadataEntries(entries);
}

static void put_constant_expression(Value v) {
  int opcode = LLVMGetConstOpcode(v);
  put(opcode);
  if (opcode == GetElementPtr) put((u64)LLVMGetGEPSourceElementType(v)), put(LLVMGEPGetNoWrapFlags(v));
  if (opcode == Add || opcode == Sub || opcode == Mul || opcode == Shl) put(LLVMGetNUW(v) * 2 + LLVMGetNSW(v));
}

static void put_value(Value v) {
  int kind = LLVMGetValueKind(v);
  switch (kind) {
  case ArgumentKind: case BasicBlockKind: case InstructionKind: case FunctionKind: case GlobalAliasKind: case GlobalIFuncKind: case GlobalVariableKind: {
    int fresh;
    put(0xAB1Eull << 32 | number(&values, v, &fresh));
    return;
  }
  case MetadataAsValueKind: put_metadata(v); return;
  case BlockAddressKind:
    put_value(LLVMGetBlockAddressFunction(v));
    put_value(LLVMBasicBlockAsValue(LLVMGetBlockAddressBasicBlock(v)));
    return;
  case UndefKind: case AggregateZeroKind: case DataArrayKind: case DataVectorKind: case ConstantIntKind: case ConstantFPKind:
  case NullKind: case TokenNoneKind: case InlineAsmKind: case PoisonKind: case TargetNoneKind:
    put((u64)v); /* unique in the context */
    return;
  default: {     /* expressions, aggregates and whatever a later LLVM adds: these may hold globals */
    int count = LLVMGetNumOperands(v);
    put((u64)kind << 32 | count);
    put((u64)LLVMTypeOf(v));
    if (kind == ConstantExprKind) put_constant_expression(v);
    for (int i = 0; i < count; i++) put_value(LLVMGetOperand(v, i));
  }
  }
}

static void put_optional_value(Value v) {
  if (v) put_value(v);
  else put(0x9999);
}

enum { MaximalAttributes = 64 };

static void put_attributes(Value v, int is_call, u32 parameters) {
  for (u32 i = 0; i <= parameters + 1; i++) {
    u32 index = i - 1; /* ~0 is the function itself, 0 what it returns */
    u32 count = is_call ? LLVMGetCallSiteAttributeCount(v, index) : LLVMGetAttributeCountAtIndex(v, index);
    put((u64)i << 32 | count);
    if (!count) continue;
    Attribute few[MaximalAttributes], *all = count <= MaximalAttributes ? few : malloc(count * sizeof(Attribute));
    if (is_call) LLVMGetCallSiteAttributes(v, index, all);
    else LLVMGetAttributesAtIndex(v, index, all);
    for (u32 j = 0; j < count; j++) put((u64)all[j]);
    if (all != few) free(all);
  }
}

static void put_call(Value i) {
  put(LLVMGetInstructionCallConv(i));
  put((u64)LLVMGetCalledFunctionType(i));
  if (LLVMGetInstructionOpcode(i) == Call) put(LLVMGetTailCallKind(i));
  put_attributes(i, 1, LLVMGetNumArgOperands(i));
  u32 bundles = LLVMGetNumOperandBundles(i);
  put(bundles);
  for (u32 b = 0; b < bundles; b++) {
    Bundle bundle = LLVMGetOperandBundleAtIndex(i, b);
    usize length;
    const char *tag = LLVMGetOperandBundleTag(bundle, &length);
    put_bytes(tag, length);
    put(LLVMGetNumOperandBundleArgs(bundle)); /* the values are among the call's operands */
    LLVMDisposeOperandBundle(bundle);
  }
}

static void put_access(Value i) {
  put((u64)LLVMGetAlignment(i) << 1 | LLVMGetVolatile(i));
  if (LLVMIsAtomic(i)) put(LLVMGetAtomicSyncScopeID(i));
}

/* What an instruction has besides opcode, type and operands. */
static void put_details(Value i, int opcode) {
  switch (opcode) {
  case Add: case Sub: case Mul: case Shl: case Trunc: put(LLVMGetNUW(i) * 2 + LLVMGetNSW(i)); break;
  case UDiv: case SDiv: case LShr: case AShr: put(LLVMGetExact(i)); break;
  case Or: put(LLVMGetIsDisjoint(i)); break;
  case ZExt: case UIToFP: put(LLVMGetNNeg(i)); break;
  /* LLVM 20's C API cannot ask for icmp's `samesign`; like nneg it is the lowest optional bit, which LLVMGetNNeg reads. */
  case ICmp: put(LLVMGetICmpPredicate(i) * 2 + LLVMGetNNeg(i)); break;
  case FCmp: put(LLVMGetFCmpPredicate(i)); break;
  case Alloca: put((u64)LLVMGetAllocatedType(i)), put(LLVMGetAlignment(i)); break;
  case Load: case Store: put_access(i), put(LLVMGetOrdering(i)); break;
  case GetElementPtr: put((u64)LLVMGetGEPSourceElementType(i)), put(LLVMGEPGetNoWrapFlags(i)); break;
  case Call: case Invoke: case CallBr: put_call(i); break;
  case PHI: for (u32 n = LLVMCountIncoming(i), k = 0; k < n; k++) put_value(LLVMBasicBlockAsValue(LLVMGetIncomingBlock(i, k))); break;
  case ExtractValue: case InsertValue: {
    const u32 *indices = LLVMGetIndices(i);
    for (u32 n = LLVMGetNumIndices(i), k = 0; k < n; k++) put(indices[k]);
    break;
  }
  case ShuffleVector: for (u32 n = LLVMGetNumMaskElements(i), k = 0; k < n; k++) put((u32)LLVMGetMaskValue(i, k)); break;
  case AtomicRMW: put_access(i), put(LLVMGetAtomicRMWBinOp(i)), put(LLVMGetOrdering(i)); break;
  case AtomicCmpXchg: put_access(i), put(LLVMGetWeak(i)), put(LLVMGetCmpXchgSuccessOrdering(i)), put(LLVMGetCmpXchgFailureOrdering(i)); break;
  case Fence: put(LLVMGetOrdering(i)), put(LLVMGetAtomicSyncScopeID(i)); break;
  case LandingPad: put(LLVMIsCleanup(i)); break;
  }
  if (LLVMCanValueUseFastMathFlags(i)) put(LLVMGetFastMathFlags(i));
}

static void put_global(Value g) {
  usize length;
  const char *name = LLVMGetValueName2(g, &length);
  put_bytes(name, length);
  put((u64)LLVMGlobalGetValueType(g));
  put((u64)LLVMTypeOf(g));
  put(LLVMGetLinkage(g) | LLVMGetVisibility(g) << 8 | LLVMGetDLLStorageClass(g) << 12 | LLVMGetUnnamedAddress(g) << 16);
}

static void put_object(Value g) { /* functions and variables: what aliases lack */
  put_global(g);
  put(LLVMGetAlignment(g));
  put_text(LLVMGetSection(g));
  Comdat comdat = LLVMGetComdat(g);
  put(comdat ? LLVMGetComdatSelectionKind(comdat) + 1 : 0);
  usize count;
  Entries entries = LLVMGlobalCopyAllMetadata(g, &count);
  put_entries(entries, count);
}

static void number_module(Module m) {
  for (Value g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g)) give_number(&values, g);
  for (Value a = LLVMGetFirstGlobalAlias(m); a; a = LLVMGetNextGlobalAlias(a)) give_number(&values, a);
  for (Value f = LLVMGetFirstGlobalIFunc(m); f; f = LLVMGetNextGlobalIFunc(f)) give_number(&values, f);
  for (Value f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f)) {
    give_number(&values, f);
    for (Value p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p)) give_number(&values, p);
    for (Block b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b)) {
      give_number(&values, LLVMBasicBlockAsValue(b));
      for (Value i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) give_number(&values, i);
    }
  }
}

static void put_globals(Module m) {
  for (Value g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g)) {
    put_object(g);
    put(LLVMIsGlobalConstant(g) | LLVMIsExternallyInitialized(g) << 1 | LLVMGetThreadLocalMode(g) << 2);
    put_optional_value(LLVMGetInitializer(g));
  }
  for (Value a = LLVMGetFirstGlobalAlias(m); a; a = LLVMGetNextGlobalAlias(a)) put_global(a), put_value(LLVMAliasGetAliasee(a));
  for (Value f = LLVMGetFirstGlobalIFunc(m); f; f = LLVMGetNextGlobalIFunc(f)) put_global(f), put_value(LLVMGetGlobalIFuncResolver(f));
  usize length;
  const char *assembly = LLVMGetModuleInlineAsm(m, &length);
  put_bytes(assembly, length);
}

static void put_named_metadata(Module m) {
  for (Named n = LLVMGetFirstNamedMetadata(m); n; n = LLVMGetNextNamedMetadata(n)) {
    usize length;
    const char *name = LLVMGetNamedMetadataName(n, &length);
    put_bytes(name, length);
    u32 count = LLVMGetNamedMetadataNumOperands(m, name);
    Value few[16], *operands = count <= 16 ? few : malloc(count * sizeof(Value));
    LLVMGetNamedMetadataOperands(m, name, operands);
    for (u32 i = 0; i < count; i++) put_metadata(operands[i]);
    if (operands != few) free(operands);
  }
}

static void put_function(Value f) {
  put_object(f);
  put(LLVMGetFunctionCallConv(f));
  put_text(LLVMGetGC(f));
  put_attributes(f, 0, LLVMCountParams(f));
  if (LLVMHasPersonalityFn(f)) put_value(LLVMGetPersonalityFn(f));
  if (LLVMHasPrefixData(f)) put_value(LLVMGetPrefixData(f));
  if (LLVMHasPrologueData(f)) put_value(LLVMGetPrologueData(f));
}

static void put_instruction(Value i, int opcode, int operands) {
  put((u64)opcode << 32 | operands);
  put((u64)LLVMTypeOf(i));
  for (int k = 0; k < operands; k++) put_value(LLVMGetOperand(i, k));
  put_details(i, opcode);
  if (LLVMHasMetadata(i)) {
    usize count;
    Entries entries = LLVMInstructionGetAllMetadataOtherThanDebugLoc(i, &count);
    put_entries(entries, count);
  }
}

/* ---- counting ---- */
typedef struct {
  u64 fingerprint[2];
  u32 features[56];
  u32 opcodes[72]; /* by LLVMOpcode of llvm-c/Core.h */
  u32 loops;       /* whether any function's control flow has a cycle */
  u32 definitions; /* functions with a body */
} Observation;

static int is_unary(int opcode) { /* llvm::UnaryInstruction and what derives from it */
  return opcode == Load || opcode == Alloca || (opcode >= Trunc && opcode <= BitCast) || opcode == AddrSpaceCast ||
         opcode == VAArg || opcode == ExtractValue || opcode == Freeze || opcode == FNeg;
}

static int returns_integer(Value call) {
  Value callee = LLVMGetCalledValue(call);
  Type type = LLVMGetCalledFunctionType(call);
  return LLVMGetValueKind(callee) == FunctionKind && LLVMGlobalGetValueType(callee) == type &&
         LLVMGetTypeKind(LLVMGetReturnType(type)) == IntegerTypeKind;
}

static void count_constants(Value i, int operands, u32 *features) {
  for (int k = 0; k < operands; k++) {
    Value v = LLVMGetOperand(i, k);
    if (LLVMGetValueKind(v) != ConstantIntKind) continue;
    Type type = LLVMTypeOf(v);
    if (LLVMGetTypeKind(type) != IntegerTypeKind) continue;
    u32 width = LLVMGetIntTypeWidth(type);
    features[19] += width == 32;
    features[20] += width == 64;
    features[21] += LLVMIsNull(v);
    features[22] += width <= 64 ? LLVMConstIntGetZExtValue(v) == 1 : v == LLVMConstInt(type, 1, 0);
  }
}

static void count_instruction(Value i, int opcode, int operands, Observation *o) {
  static const u8 feature_of[72] = {
      [AShr] = 25, [Add] = 26, [Alloca] = 27, [And] = 28, [BitCast] = 31, [Call] = 33, [GetElementPtr] = 34, [ICmp] = 35,
      [LShr] = 36, [Load] = 37, [Mul] = 38, [Or] = 39, [PHI] = 40, [Ret] = 41, [SExt] = 42, [Select] = 43, [Shl] = 44,
      [Store] = 45, [Sub] = 46, [Trunc] = 47, [Xor] = 48, [ZExt] = 49};
  u32 *f = o->features;
  o->opcodes[opcode]++;
  if (feature_of[opcode]) f[feature_of[opcode]]++;
  if (opcode == Br) f[15]++, f[32]++, f[23] += !LLVMIsConditional(i);
  if (opcode == Call) f[16] += returns_integer(i);
  if (opcode >= Add && opcode <= Xor) f[24] += LLVMIsConstant(LLVMGetOperand(i, 0)) || LLVMIsConstant(LLVMGetOperand(i, 1));
  count_constants(i, operands, f);
  f[51]++;
  f[52] += opcode == GetElementPtr || opcode == Load || opcode == Store || opcode == Call || opcode == Invoke || opcode == Alloca;
  f[55] += is_unary(opcode);
}

/* Numbers the blocks of f from 0 in block_numbers (by value number) and counts the edges into each. */
static u32 count_edges(Value f) {
  u32 blocks = 0;
  int fresh;
  reserve(&values, values.count + 1);
  if (block_capacity < values.count) {
    block_capacity = values.count * 2;
    block_numbers = realloc(block_numbers, block_capacity * sizeof(u32));
    predecessors = realloc(predecessors, block_capacity * sizeof(u32));
  }
  for (Block b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b)) {
    u32 n = number(&values, LLVMBasicBlockAsValue(b), &fresh);
    block_numbers[n] = blocks++;
    predecessors[n] = 0;
  }
  for (Block b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b)) {
    Value t = LLVMGetBasicBlockTerminator(b);
    for (u32 n = t ? LLVMGetNumSuccessors(t) : 0, k = 0; k < n; k++)
      predecessors[number(&values, LLVMBasicBlockAsValue(LLVMGetSuccessor(t, k)), &fresh)]++;
  }
  return blocks;
}

static void count_block(Block b, u32 instructions, u32 phis, u32 incoming, Observation *o) {
  u32 *f = o->features;
  int fresh;
  Value t = LLVMGetBasicBlockTerminator(b);
  u32 s = t ? LLVMGetNumSuccessors(t) : 0, p = predecessors[number(&values, LLVMBasicBlockAsValue(b), &fresh)];
  f[0] += incoming > 5;
  f[1] += incoming >= 1 && incoming <= 5;
  f[2] += p == 1;
  f[3] += p == 1 && s == 1;
  f[4] += p == 1 && s == 2;
  f[5] += s == 1;
  f[6] += p == 2;
  f[7] += p == 2 && s == 1;
  f[8] += p == 2 && s == 2;
  f[9] += s == 2;
  f[10] += p > 2;
  f[11] += phis >= 1 && phis <= 3;
  f[12] += phis > 3;
  f[13] += phis == 0;
  for (u32 k = 0; s > 1 && k < s; k++) f[17] += predecessors[number(&values, LLVMBasicBlockAsValue(LLVMGetSuccessor(t, k)), &fresh)] > 1;
  f[18] += s;
  f[29] += instructions >= 15 && instructions <= 500;
  f[30] += instructions < 15;
  f[50]++;
  f[54] += incoming;
}

/* A retreating edge in layout order is necessary for a cycle: cheap, and wrong only towards "may loop". */
static u32 may_loop(Value f) {
  int fresh;
  for (Block b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b)) {
    Value t = LLVMGetBasicBlockTerminator(b);
    u32 from = block_numbers[number(&values, LLVMBasicBlockAsValue(b), &fresh)];
    for (u32 n = t ? LLVMGetNumSuccessors(t) : 0, k = 0; k < n; k++)
      if (block_numbers[number(&values, LLVMBasicBlockAsValue(LLVMGetSuccessor(t, k)), &fresh)] <= from) return 1;
  }
  return 0;
}

static void observe_function(Value f, Observation *o) {
  o->features[53]++;
  put_function(f);
  if (!LLVMGetFirstBasicBlock(f)) return;
  o->definitions++;
  count_edges(f);
  for (Block b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b)) {
    u32 instructions = 0, phis = 0, incoming = 0;
    put(0xB10Cull);
    for (Value i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) {
      int opcode = LLVMGetInstructionOpcode(i), operands = LLVMGetNumOperands(i);
      if (opcode == PHI) {
        o->features[14] += !instructions;
        phis++, incoming += LLVMCountIncoming(i);
      }
      instructions++;
      put_instruction(i, opcode, operands);
      count_instruction(i, opcode, operands, o);
    }
    count_block(b, instructions, phis, incoming, o);
  }
  o->loops |= may_loop(f);
}

/* The entries all have one shape, two addresses and no result, which is that of LLVMYieldCallback: JavaCPP can call it. */
void assay_observe(Module m, Observation *o) {
  for (u32 i = 0; i < sizeof *o / sizeof(u32); i++) ((u32 *)o)[i] = 0;
  context = LLVMGetModuleContext(m);
  low = 0x243F6A8885A308D3ull, high = 0x13198A2E03707344ull;
  clear(&values);
  clear(&nodes);
  number_module(m);
  put_globals(m);
  for (Value f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f)) observe_function(f, o);
  put_named_metadata(m);
  o->fingerprint[0] = low;
  o->fingerprint[1] = high;
}

/* ---- keeping a clone exact ----
 * LLVMCloneModule builds every use list anew, and passes that walk users or predecessors notice. The naive run of a probe
 * never clones in mid-sequence, so a clone made there is given the use order of its original. */
extern Use LLVMGetFirstUse(Value), LLVMGetNextUse(Use), LLVMGetOperandUse(Value, u32);
extern Value LLVMGetUser(Use);
extern void LLVMSetOperand(Value, u32, Value), LLVMSetValueName2(Value, const char *, usize);

typedef struct { Value *items; u32 count, capacity; } List;
typedef struct { u32 user, operand; } Place;
static List originals, clones;
static Place *places;
static u32 place_capacity;

static void append(List *list, Value v) {
  if (list->count == list->capacity) {
    list->capacity = list->capacity ? list->capacity * 2 : 1024;
    list->items = realloc(list->items, list->capacity * sizeof(Value));
  }
  list->items[list->count++] = v;
}

static void list_module(Module m, List *list) {
  list->count = 0;
  for (Value g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g)) append(list, g);
  for (Value f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f)) {
    append(list, f);
    for (Value p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p)) append(list, p);
    for (Block b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b)) {
      append(list, LLVMBasicBlockAsValue(b));
      for (Value i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) append(list, i);
    }
  }
}

static u32 list_places(Value v) {
  u32 count = 0;
  for (Use use = LLVMGetFirstUse(v); use; use = LLVMGetNextUse(use)) {
    Value user = LLVMGetUser(use);
    u32 slot = slot_of(&values, user), operand = 0, operands = LLVMGetNumOperands(user);
    if (!is_taken(&values, slot)) continue; /* a constant, shared with other modules */
    while (operand < operands && LLVMGetOperandUse(user, operand) != use) operand++;
    if (operand == operands) continue;
    if (count == place_capacity) {
      place_capacity = place_capacity ? place_capacity * 2 : 256;
      places = realloc(places, place_capacity * sizeof(Place));
    }
    places[count].user = values.slots[slot].number;
    places[count++].operand = operand;
  }
  return count;
}

/* Where the two modules do not correspond, the clone is left as it is. */
void assay_copy_use_order(Module original, Module clone) {
  list_module(original, &originals);
  list_module(clone, &clones);
  if (originals.count != clones.count) return;
  clear(&values);
  for (u32 i = 0; i < originals.count; i++) give_number(&values, originals.items[i]);
  for (u32 i = 0; i < originals.count; i++) {
    u32 count = list_places(originals.items[i]);
    if (count < 2) continue;
    /* A use that is set moves to the front of its list, so the last comes first. */
    while (count--) LLVMSetOperand(clones.items[places[count].user], places[count].operand, clones.items[i]);
  }
}

/* Says whether the address of a block is taken (computed goto). LLVMCloneModule of LLVM 20 loses that: the copy prints alike,
 * but its passes take the blocks for unreachable. */
void assay_takes_block_address(Module m, u64 *answer) {
  *answer = 0;
  for (Value f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
    for (Block b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b))
      for (Use use = LLVMGetFirstUse(LLVMBasicBlockAsValue(b)); use; use = LLVMGetNextUse(use))
        if (LLVMGetValueKind(LLVMGetUser(use)) == BlockAddressKind) {
          *answer = 1;
          return;
        }
}

/* Takes the names of arguments, blocks and instructions away, so that they do not enter a unit's hash. */
void assay_drop_local_names(Module m, void *unused) {
  (void)unused;
  for (Value f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f)) {
    for (Value p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p)) LLVMSetValueName2(p, "", 0);
    for (Block b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b)) {
      LLVMSetValueName2(LLVMBasicBlockAsValue(b), "", 0);
      for (Value i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) LLVMSetValueName2(i, "", 0);
    }
  }
}

/* What to demangle, and where to put it: a C++ runtime's __cxa_demangle, a mangled name, and room for the result. */
typedef struct {
  char *(*demangle)(const char *, char *, usize *, int *);
  const char *name;
  char *result;
  u64 room;
} Demangling;

/* Leaves the readable name, ended by a zero byte; nothing where the name is not mangled or there is no room for it. */
void assay_demangle(Demangling *what, void *unused) {
  (void)unused;
  int status = -1;
  char *name = what->demangle(what->name, 0, 0, &status);
  u64 length = 0;
  what->result[0] = 0;
  if (name && !status) {
    while (name[length]) length++;
    for (u64 i = 0; length < what->room && i <= length; i++) what->result[i] = name[i];
  }
  free(name);
}
