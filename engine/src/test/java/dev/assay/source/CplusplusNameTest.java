package dev.assay.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CplusplusNameTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|',
      value = {"geo::Box::area() const|geo::Box::area() geo::Box::area area",
          "int geo::twice<int>(int)|geo::twice<int>(int) geo::twice<int> geo::twice twice<int> twice",
          "f(std::vector<int, std::allocator<int> >&)|f", "Stack<int>::push(int)|Stack<int>::push Stack::push push",
          "geo::Box::operator()(int) const|geo::Box::operator()(int) geo::Box::operator() operator()",
          "operator<<(std::ostream&, geo::Box const&)|operator<<", "Box::operator<(Box const&) const|Box::operator<",
          "bool operator==<int>(Box<int> const&, Box<int> const&)|operator==<int>",
          "(anonymous namespace)::hidden(int)|(anonymous namespace)::hidden hidden",
          "Box::operator int() const|Box::operator int", "geo::Box::~Box()|geo::Box::~Box ~Box",
          "name[abi:cxx11](int)|name", "f(int) [clone .cold]|f(int) f",
          "run()::{lambda(int)#1}::operator()(int) const|run()::{lambda(int)#1}::operator()",
          "Row::at(unsigned long) &&|Row::at(unsigned@long) Row::at at"})
  void aFunctionHasItsNameWithAndWithoutParametersScopesAndArguments(String readable, String spellings) {
    for (String spelling : spellings.replaceAll("(anonymous|operator) (namespace|int)", "$1@$2").split(" ")) {
      assertThat(CplusplusName.spellings(readable)).contains(spelling.replace('@', ' '));
    }
    assertThat(CplusplusName.spellings(readable)).contains(readable).doesNotContain("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"main", "_Z", "a.b", "a (b", "x)", "()", "f const", "a::b", "", "llvm.memcpy", "<", "operator"})
  void aNameThatIsNotOfCplusplusIsItself(String name) {
    assertThat(CplusplusName.spellings(name)).contains(name);
    assertThat(CplusplusName.isMeant(name, name, name)).isTrue();
    assertThat(CplusplusName.isMeant("other", name, name)).isFalse();
  }

  @Test
  void spacesThatMeanNothingMayBeLeftOut() {
    String readable = "geo::sum(char const*, unsigned int)";
    assertThat(CplusplusName.isMeant("geo::sum(char const *,unsigned int)", "_Zx", readable)).isTrue();
    assertThat(CplusplusName.isMeant("geo::sum(char const*, unsignedint)", "_Zx", readable)).isFalse();
    assertThat(CplusplusName.isMeant("sum", "_Zx", readable)).isTrue();
    assertThat(CplusplusName.isMeant("um", "_Zx", readable)).isFalse();
    assertThat(CplusplusName.isMeant("_Zx", "_Zx", readable)).isTrue();
  }
}
