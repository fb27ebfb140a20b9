// SPDX-License-Identifier: Apache-2.0
// A tokenizer for arithmetic expressions, as a state machine.
#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_NAME, TOKEN_OPERATOR, TOKEN_ERROR };

struct token {
  enum token_kind kind;
  const char *start;
  size_t length;
};

struct tokenizer {
  const char *next;
  int line;
};

static bool is_name_part(char c) {
  return isalnum((unsigned char)c) || c == '_';
}

static void skip_space(struct tokenizer *tokenizer) {
  for (;;) {
    switch (*tokenizer->next) {
    case '\n':
      tokenizer->line++; // fall through
    case ' ':
    case '\t':
    case '\r':
      tokenizer->next++;
      break;
    case '#':
      while (*tokenizer->next != '\0' && *tokenizer->next != '\n') {
        tokenizer->next++;
      }
      break;
    default:
      return;
    }
  }
}

static enum token_kind scan_number(struct tokenizer *tokenizer) {
  enum { WHOLE, POINT, FRACTION, EXPONENT, SIGN, DIGITS } state = WHOLE;
  for (;; tokenizer->next++) {
    char c = *tokenizer->next;
    bool digit = c >= '0' && c <= '9';
    switch (state) {
    case WHOLE:
      if (c == '.') {
        state = POINT;
      } else if (c == 'e' || c == 'E') {
        state = EXPONENT;
      } else if (!digit) {
        return TOKEN_NUMBER;
      }
      break;
    case POINT:
      if (!digit) {
        return TOKEN_ERROR;
      }
      state = FRACTION;
      break;
    case FRACTION:
      if (c == 'e' || c == 'E') {
        state = EXPONENT;
      } else if (!digit) {
        return TOKEN_NUMBER;
      }
      break;
    case EXPONENT:
      if (c == '+' || c == '-') {
        state = SIGN;
      } else if (digit) {
        state = DIGITS;
      } else {
        return TOKEN_ERROR;
      }
      break;
    case SIGN:
      if (!digit) {
        return TOKEN_ERROR;
      }
      state = DIGITS;
      break;
    case DIGITS:
      if (!digit) {
        return TOKEN_NUMBER;
      }
      break;
    }
  }
}

struct token next_token(struct tokenizer *tokenizer) {
  skip_space(tokenizer);
  struct token token = {TOKEN_END, tokenizer->next, 0};
  char c = *tokenizer->next;
  if (c >= '0' && c <= '9') {
    token.kind = scan_number(tokenizer);
  } else if (is_name_part(c)) {
    token.kind = TOKEN_NAME;
    while (is_name_part(*tokenizer->next)) {
      tokenizer->next++;
    }
  } else if (c != '\0') {
    token.kind = TOKEN_OPERATOR;
    tokenizer->next++;
    if ((c == '<' || c == '>' || c == '=' || c == '!') && *tokenizer->next == '=') {
      tokenizer->next++;
    }
  }
  token.length = (size_t)(tokenizer->next - token.start);
  return token;
}
