package org.spikewright.language.ide;

/**
 * A change that makes a finding go away.
 *
 * @param title what it does, in a few words
 * @param offset where the replaced text starts
 * @param length how long it is
 * @param text what stands there instead
 */
record Fix(String title, int offset, int length, String text) {
}
