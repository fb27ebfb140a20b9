package dev.assay.intellij.packed;

import java.lang.reflect.Method;

/** Starts the platform's own main as a real window, with the product that has no languages of its own. */
public final class IdeMain {
  private IdeMain() {}

  /** The arguments are files to open. */
  public static void main(String[] args) throws ReflectiveOperationException {
    System.setProperty("idea.platform.prefix", "PlatformLangXml");
    call("com.intellij.idea.Main", "setFlags", args);
    call("com.intellij.idea.MainImpl", "start", args);
  }

  private static void call(String className, String method, String[] args) throws ReflectiveOperationException {
    Method found = Class.forName(className).getDeclaredMethod(method, String[].class);
    found.setAccessible(true);
    found.invoke(null, (Object) args);
  }
}
