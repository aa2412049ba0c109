package org.spikewright.editor.ui.internal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.core.resources.IMarker;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.views.markers.MarkerItem;

/**
 * Makes findings readable in the Problems view: groups are open when they come, sentences have the room
 * beside their codes, and are whole under the pointer.
 */
final class ProblemsTable implements IPartListener2 {

    private static final int LEAST = 320;
    private static final String CODE = "Code";

    /** Also of a view that is there already. */
    void follow(IWorkbenchPage page) {
        page.addPartListener(this);
        IWorkbenchPart open = page.findView(IPageLayout.ID_PROBLEM_VIEW);
        if (open != null) {
            arrange(open);
        }
    }

    @Override
    public void partOpened(IWorkbenchPartReference opened) {
        if (opened.getId().equals(IPageLayout.ID_PROBLEM_VIEW)) {
            arrange(opened.getPart(false));
        }
    }

    private static void arrange(IWorkbenchPart view) {
        if (view != null && view.getSite().getSelectionProvider() instanceof TreeViewer viewer) {
            Tree tree = viewer.getTree();
            TreeColumn[] columns = tree.getColumns();
            int code = IntStream.range(0, columns.length).filter(i -> columns[i].getText().equals(CODE)).findFirst().orElse(0);
            if (code > 0) {
                tree.setColumnOrder(IntStream.concat(IntStream.of(0, code), IntStream.range(1, columns.length).filter(i -> i != code)).toArray());
            }
            tree.addListener(SWT.Resize, _ -> columns[0].setWidth(Math.max(LEAST, tree.getClientArea().width - columns[code].getWidth())));
            Set<String> seen = new HashSet<>();
            tree.addListener(SWT.Paint, _ -> tree.getDisplay().asyncExec(() -> expand(tree, seen)));
            tree.addListener(SWT.MouseMove, event -> tree.setToolTipText(sentence(tree.getItem(new Point(event.x, event.y)))));
        }
    }

    /** Each group once; what somebody closes stays closed. */
    private static void expand(Tree tree, Set<String> seen) {
        if (!tree.isDisposed()) {
            Arrays.stream(tree.getItems()).filter(group -> group.getItemCount() > 0 && seen.add(group.getText().replaceFirst(" \\(.*", "")))
                    .forEach(group -> expand(tree, group));
        }
    }

    /** As a click on the group's triangle does, of which the view takes note. */
    private static void expand(Tree tree, TreeItem group) {
        Event event = new Event();
        event.item = group;
        tree.notifyListeners(SWT.Expand, event);
        group.setExpanded(true);
    }

    private static String sentence(TreeItem item) {
        return item != null && item.getData() instanceof MarkerItem row && row.getMarker() != null
                ? row.getAttributeValue(IMarker.MESSAGE, "").replace("&", "&&") : null;
    }
}
