package org.spikewright.language.validation;

import org.eclipse.xtext.validation.Issue;

/**
 * A finding that goes where a declaration goes.
 *
 * @param anchor the key of the declaration that it stands in
 * @param offset where it stands, counted from the declaration's start in characters
 * @param line the same in lines; the column never changes, being part of the key
 * @param lines how many lines it goes on for
 * @param issue as it was first found
 */
public record KeptFinding(String anchor, int offset, int line, int lines, Issue issue) {
}
