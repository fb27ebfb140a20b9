// SPDX-License-Identifier: Apache-2.0
// String utilities for ASCII text.
#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

char *text_trim(char *text) {
  while (isspace((unsigned char)*text)) {
    text++;
  }
  size_t length = strlen(text);
  while (length > 0 && isspace((unsigned char)text[length - 1])) {
    length--;
  }
  text[length] = '\0';
  return text;
}

void text_reverse(char *text) {
  size_t length = strlen(text);
  for (size_t i = 0; i < length / 2; i++) {
    char kept = text[i];
    text[i] = text[length - 1 - i];
    text[length - 1 - i] = kept;
  }
}

bool text_is_palindrome(const char *text) {
  size_t left = 0;
  size_t right = strlen(text);
  while (left < right) {
    if (tolower((unsigned char)text[left++]) != tolower((unsigned char)text[--right])) {
      return false;
    }
  }
  return true;
}

size_t text_count_words(const char *text) {
  size_t words = 0;
  bool inside = false;
  for (; *text != '\0'; text++) {
    bool space = isspace((unsigned char)*text) != 0;
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

bool text_matches(const char *pattern, const char *text) {
  for (; *pattern != '\0'; pattern++, text++) {
    if (*pattern == '*') {
      do {
        if (text_matches(pattern + 1, text)) {
          return true;
        }
      } while (*text++ != '\0');
      return false;
    }
    if (*text == '\0' || (*pattern != '?' && *pattern != *text)) {
      return false;
    }
  }
  return *text == '\0';
}
