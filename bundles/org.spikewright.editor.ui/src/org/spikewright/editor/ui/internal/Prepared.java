package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.text.IDocument;
import org.eclipse.lsp4j.CompletionItem;

/**
 * Proposals that are there before they are asked for.
 *
 * @param text the text that they are for
 * @param caret where they may stand in it
 */
record Prepared(IDocument text, int caret, List<CompletionItem> items) {
}
