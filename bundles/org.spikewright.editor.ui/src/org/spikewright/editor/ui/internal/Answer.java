package org.spikewright.editor.ui.internal;

import org.eclipse.jface.text.IDocument;

/**
 * What the server says of a document as it was when it was asked.
 *
 * @param value what it says
 * @param text what the document held; places in the value are places in this, and in the document for as long as it holds the same
 */
record Answer<T>(T value, IDocument text) {
}
