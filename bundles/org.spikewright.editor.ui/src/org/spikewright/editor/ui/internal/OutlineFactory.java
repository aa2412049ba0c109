package org.spikewright.editor.ui.internal;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.jface.text.IDocument;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;

/** Gives editors of models an outline. */
public final class OutlineFactory implements IAdapterFactory {

    @Override
    public <T> T getAdapter(Object editor, Class<T> type) {
        if (editor instanceof ITextEditor text && text.getEditorInput() != null && text.getEditorInput().getName().endsWith(".spike")) {
            IDocument document = text.getDocumentProvider().getDocument(text.getEditorInput());
            return type.cast(new OutlinePage(text, document, PlatformUI.getWorkbench().getService(LanguageSession.class)));
        }
        return null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IContentOutlinePage.class};
    }
}
