/** The actions of the menu Tools | Assay. */
package dev.assay.intellij.ide.action;
