package org.spikewright.record.ui.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CellLabelProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.spikewright.workspace.Run;
import org.spikewright.workspace.RunListener;
import org.spikewright.workspace.Runs;

/** All runs of the workspace, the newest first; what is selected here is shown by the views of results. */
public final class RunsView extends ViewPart implements RunListener {

    private final Runs runs = PlatformUI.getWorkbench().getService(Runs.class);
    private final AtomicBoolean pending = new AtomicBoolean();
    private final Action cancel = new CancelRun(this::selected);
    private final Action report = new OpenReport(this::selected);
    private Composite area;
    private StackLayout pages;
    private Composite empty;
    private TableViewer table;

    @Override
    public void createPartControl(Composite parent) {
        area = new Composite(parent, SWT.NONE);
        pages = new StackLayout();
        area.setLayout(pages);
        empty = emptyPage(area);
        createTable(area);
        table.addSelectionChangedListener(_ -> enableActions());
        table.addDoubleClickListener(_ -> report.run());
        getSite().setSelectionProvider(table);
        IToolBarManager toolBar = getViewSite().getActionBars().getToolBarManager();
        toolBar.add(report);
        toolBar.add(cancel);
        MenuManager menu = new MenuManager();
        menu.add(report);
        menu.add(cancel);
        table.getControl().setMenu(menu.createContextMenu(table.getControl()));
        enableActions();
        show();
        runs.addListener(this);
    }

    private static Composite emptyPage(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        page.setLayout(new GridLayout());
        Label text = new Label(page, SWT.WRAP | SWT.CENTER);
        text.setText("No runs yet.\n\nOpen a model and choose Run > Run All Jobs; what it learns and measures is listed here.");
        text.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, true));
        return page;
    }

    private void createTable(Composite parent) {
        table = new TableViewer(parent, SWT.FULL_SELECTION | SWT.SINGLE);
        table.getTable().setHeaderVisible(true);
        table.setContentProvider(ArrayContentProvider.getInstance());
        ColumnViewerToolTipSupport.enableFor(table);
        column("Jobs", 140, new StateColumn());
        column("Result", 310, new ResultColumn(1));
        column("Duration", 75, text(RunTexts::duration));
        column("Started", 80, text(RunTexts::started));
        column("Model", 110, text(Run::model));
    }

    private void column(String title, int width, CellLabelProvider labels) {
        TableViewerColumn column = new TableViewerColumn(table, SWT.NONE);
        column.getColumn().setText(title);
        column.getColumn().setWidth(width);
        column.setLabelProvider(labels);
    }

    private static ColumnLabelProvider text(Function<Run, String> text) {
        return ColumnLabelProvider.createTextProvider(run -> text.apply((Run) run));
    }

    private Run selected() {
        return (Run) table.getStructuredSelection().getFirstElement();
    }

    private void enableActions() {
        cancel.setEnabled(selected() != null && selected().isRunning());
        report.setEnabled(selected() != null && selected().record().isPresent());
    }

    /** Shows what runs there are; one of them is always selected, the newest to begin with. */
    private void show() {
        List<Run> all = runs.all();
        ISelection selected = table.getSelection();
        table.setInput(all);
        table.setSelection(selected);
        if (table.getSelection().isEmpty() && !all.isEmpty()) {
            table.setSelection(new StructuredSelection(all.getFirst()));
        }
        pages.topControl = all.isEmpty() ? empty : table.getControl();
        area.layout();
        enableActions();
    }

    @Override
    public void setFocus() {
        pages.topControl.setFocus();
    }

    @Override
    public void dispose() {
        runs.removeListener(this);
        super.dispose();
    }

    @Override
    public void added(Run run) {
        inView(() -> {
            show();
            if (run.isRunning()) {
                table.setSelection(new StructuredSelection(run), true);
            }
        });
    }

    @Override
    public void removed(Run run) {
        inView(this::show);
    }

    /** Runs tell of their progress more often than a table is worth repainting. */
    @Override
    public void changed(Run run) {
        if (pending.compareAndSet(false, true)) {
            inView(() -> {
                pending.set(false);
                table.refresh();
                enableActions();
            });
        }
    }

    private void inView(Runnable change) {
        PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
            if (!area.isDisposed()) {
                change.run();
            }
        });
    }
}
