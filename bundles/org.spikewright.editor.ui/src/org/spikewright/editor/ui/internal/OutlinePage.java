package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.ContentOutlinePage;

/** The declarations of a model as a tree; choosing one selects it in the text. */
final class OutlinePage extends ContentOutlinePage {

    private final ITextEditor editor;
    private final IDocument document;
    private final LanguageSession session;
    private final AfterTyping update;

    OutlinePage(ITextEditor editor, IDocument document, LanguageSession session) {
        this.editor = editor;
        this.document = document;
        this.session = session;
        this.update = new AfterTyping("Updating the outline", session, this::update);
    }

    /** A declaration, equal to the one of the same name and place in the tree before, so that the tree stays expanded. */
    private record Entry(String path, DocumentSymbol symbol) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry entry && entry.path.equals(path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        List<Entry> children() {
            return symbol.getChildren() == null ? List.of()
                    : symbol.getChildren().stream().filter(child -> child.getName() != null)
                            .map(child -> new Entry(path + "/" + child.getName(), child)).toList();
        }
    }

    @Override
    public void createControl(Composite parent) {
        super.createControl(parent);
        getTreeViewer().setContentProvider(new Content());
        getTreeViewer().setLabelProvider(new DelegatingStyledCellLabelProvider(new Labels()));
        getTreeViewer().setAutoExpandLevel(2);
        update.follow(document);
    }

    @Override
    public void dispose() {
        update.follow(null);
        super.dispose();
    }

    private void update(IDocument asked) {
        session.askLater(asked, (server, name, _) -> server.documentSymbol(new DocumentSymbolParams(name))).thenAccept(answer -> answer
                .filter(symbols -> symbols.value() != null)
                .map(symbols -> symbols.value().stream().map(symbol -> new Entry(symbol.getRight().getName(), symbol.getRight())).toList())
                .ifPresent(found -> PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(found))));
    }

    private void show(List<Entry> found) {
        TreeViewer tree = getTreeViewer();
        if (tree == null || tree.getControl().isDisposed()) {
            return;
        }
        List<Entry> top = found.size() == 1 && found.getFirst().symbol().getKind() == org.eclipse.lsp4j.SymbolKind.Package
                ? found.getFirst().children() : found;
        Object[] expanded = tree.getExpandedElements();
        boolean first = tree.getInput() == null;
        tree.setInput(top);
        if (!first) {
            tree.setExpandedElements(expanded);
        }
    }

    @Override
    public void selectionChanged(SelectionChangedEvent event) {
        super.selectionChanged(event);
        if (getTreeViewer().getControl().isFocusControl() && event.getStructuredSelection().getFirstElement() instanceof Entry entry) {
            IRegion region = Positions.region(document, entry.symbol().getSelectionRange());
            editor.selectAndReveal(region.getOffset(), region.getLength());
        }
    }

    private static final class Content implements ITreeContentProvider {

        @Override
        public Object[] getElements(Object input) {
            return ((List<?>) input).toArray();
        }

        @Override
        public Object[] getChildren(Object parent) {
            return ((Entry) parent).children().toArray();
        }

        @Override
        public Object getParent(Object element) {
            return null;
        }

        @Override
        public boolean hasChildren(Object element) {
            return !((Entry) element).children().isEmpty();
        }
    }

    private static final class Labels extends LabelProvider implements IStyledLabelProvider {

        @Override
        public StyledString getStyledText(Object element) {
            String detail = ((Entry) element).symbol().getDetail();
            StyledString text = new StyledString(getText(element));
            return detail == null || detail.isEmpty() ? text : text.append(" : " + detail, StyledString.DECORATIONS_STYLER);
        }

        @Override
        public String getText(Object element) {
            return ((Entry) element).symbol().getName();
        }

        @Override
        public Image getImage(Object element) {
            return Icons.of(((Entry) element).symbol().getKind());
        }
    }
}
