/** Tells the words of LLVM IR apart, a line at a time (LLVM's LLLexer.cpp has the same kinds). */

export type IrTokenKind =
  'comment' | 'string' | 'function' | 'variable' | 'label' | 'property' | 'macro' | 'type' | 'keyword' | 'number';

export interface IrToken {
  start: number;
  length: number;
  kind: IrTokenKind;
}

const NAME = String.raw`(?:"[^"]*"|[-a-zA-Z$._0-9]+)`;
const KINDS: [IrTokenKind, string][] = [
  ['comment', ';.*$'],
  ['label', String.raw`^(?:"[^"]*"|[-a-zA-Z$._0-9]+):`],
  ['function', `@${NAME}`],
  ['variable', `%${NAME}`],
  ['property', String.raw`!(?:[-a-zA-Z$._0-9]+)?`],
  ['macro', String.raw`#\d+|\$${NAME}`],
  ['string', String.raw`c?"[^"]*"?`],
  [
    'number',
    String.raw`-?\b(?:0x[KMLHR]?[0-9A-Fa-f]+|\d+(?:\.\d*(?:[eE][-+]?\d+)?)?)\b|\b(?:true|false|null|undef|poison|zeroinitializer|none)\b`,
  ],
  [
    'type',
    String.raw`\b(?:i\d+|void|half|bfloat|float|double|x86_fp80|fp128|ppc_fp128|x86_amx|label|metadata|token|ptr|opaque)\b`,
  ],
  ['keyword', String.raw`\b[a-z_][a-z_0-9.]*\b`],
];
const TOKEN = new RegExp(KINDS.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join('|'), 'g');

/** The words of one line; what stands between them is punctuation. */
export function irTokens(line: string): IrToken[] {
  const tokens: IrToken[] = [];
  for (const match of line.matchAll(TOKEN)) {
    const kind = KINDS.find(([name]) => match.groups?.[name] !== undefined)?.[0];
    if (kind) {
      tokens.push({ start: match.index, length: match[0].length, kind });
    }
  }
  return tokens;
}
