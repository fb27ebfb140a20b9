package dev.assay.index.solr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SolrFieldsTest {
  /** Solr's own, for optimistic locking. */
  private static final String VERSION = "_version_";

  @Test
  void theSchemaDeclaresTheseFieldsAndNoOthers() throws Exception {
    List<String> names = new ArrayList<>();
    for (Field field : SolrFields.class.getDeclaredFields()) {
      if (field.getType() == String.class && !field.getName().endsWith("_KIND")) {
        names.add((String) field.get(null));
      }
    }
    List<String> declared = declared("field", "name");
    declared.remove(VERSION);
    assertThat(declared).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void everyFieldHasATypeThatTheSchemaDeclares() throws Exception {
    assertThat(declared("fieldType", "name")).containsAll(declared("field", "type"));
  }

  private static List<String> declared(String element, String attribute) throws Exception {
    try (InputStream schema = SolrFields.class.getResourceAsStream("conf/schema.xml")) {
      NodeList elements =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(schema).getElementsByTagName(element);
      List<String> values = new ArrayList<>();
      for (int i = 0; i < elements.getLength(); i++) {
        values.add(((Element) elements.item(i)).getAttribute(attribute));
      }
      return values;
    }
  }
}
