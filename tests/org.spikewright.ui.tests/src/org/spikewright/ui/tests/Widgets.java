package org.spikewright.ui.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPart;

/** Finds widgets and reads what they show. */
final class Widgets {

    private Widgets() {
    }

    /** What a part consists of. */
    static Control control(IWorkbenchPart part) {
        return (Control) part.getSite().getService(MPart.class).getWidget();
    }

    /** The first visible widget of a type, a control itself or below it. */
    static <T extends Control> Optional<T> find(Control control, Class<T> type) {
        if (type.isInstance(control) && control.isVisible()) {
            return Optional.of(type.cast(control));
        }
        return control instanceof Composite composite
                ? Arrays.stream(composite.getChildren()).flatMap(child -> find(child, type).stream()).findFirst() : Optional.empty();
    }

    /** All widgets of a type, in the order of the window. */
    static <T extends Control> List<T> all(Control control, Class<T> type) {
        List<T> found = new ArrayList<>();
        if (type.isInstance(control)) {
            found.add(type.cast(control));
        }
        if (control instanceof Composite composite) {
            Arrays.stream(composite.getChildren()).forEach(child -> found.addAll(all(child, type)));
        }
        return found;
    }

    /** Presses a button of a view's tool bar, by the start of its tool tip. */
    static void press(IViewPart view, String toolTip) {
        ToolBarManager bar = (ToolBarManager) view.getViewSite().getActionBars().getToolBarManager();
        ToolItem button = Arrays.stream(bar.getControl().getItems())
                .filter(item -> item.getToolTipText() != null && item.getToolTipText().startsWith(toolTip)).findFirst()
                .orElseThrow(() -> new AssertionError("no button " + toolTip));
        if (!button.isEnabled()) {
            throw new AssertionError(toolTip + " is not enabled");
        }
        button.notifyListeners(SWT.Selection, new Event());
    }

    /** Opens the first branch of a tree, as a click on its triangle does. */
    static void expand(Tree tree) {
        Event event = new Event();
        event.item = tree.getItem(0);
        tree.notifyListeners(SWT.Expand, event);
        tree.getItem(0).setExpanded(true);
    }

    /** The rows of the first tree or table, their columns separated by bars. */
    static List<String> texts(Control control) {
        Optional<Table> table = find(control, Table.class);
        if (table.isPresent()) {
            int columns = Math.max(1, table.get().getColumnCount());
            return Arrays.stream(table.get().getItems())
                    .map(item -> IntStream.range(0, columns).mapToObj(item::getText).collect(Collectors.joining(" | "))).toList();
        }
        List<String> texts = new ArrayList<>();
        find(control, Tree.class).ifPresent(tree -> collect(tree.getItems(), Math.max(1, tree.getColumnCount()), texts));
        return texts;
    }

    private static void collect(TreeItem[] items, int columns, List<String> texts) {
        for (TreeItem item : items) {
            texts.add(IntStream.range(0, columns).mapToObj(item::getText).collect(Collectors.joining(" | ")));
            collect(item.getItems(), columns, texts);
        }
    }
}
