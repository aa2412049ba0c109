package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.text.AbstractInformationControl;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IInformationControlExtension2;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** A sheet with a frame, whose sentences are wrapped and whole, and which is no larger than they are. */
final class HoverControl extends AbstractInformationControl implements IInformationControlExtension2 {

    private static final int LINE = 84;
    private static final int HIGHEST = 420;
    private static final int MARGIN = 6;

    private StyledText text;

    HoverControl(Shell parent, boolean isResizable) {
        super(parent, isResizable);
        create();
    }

    @Override
    protected void createContent(Composite parent) {
        Display display = parent.getDisplay();
        Composite frame = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 1;
        layout.marginHeight = 1;
        frame.setLayout(layout);
        frame.setBackground(display.getSystemColor(SWT.COLOR_WIDGET_NORMAL_SHADOW));
        text = new StyledText(frame, SWT.MULTI | SWT.WRAP | SWT.READ_ONLY | SWT.V_SCROLL);
        text.setAlwaysShowScrollBars(false);
        text.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
        text.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        text.setForeground(JFaceColors.getInformationViewerForegroundColor(display));
        text.setBackground(JFaceColors.getInformationViewerBackgroundColor(display));
        text.setCaret(null);
    }

    @Override
    public void setInput(Object input) {
        if (input instanceof HoverText content) {
            content.show(text);
        } else {
            setInformation(String.valueOf(input));
        }
    }

    @Override
    public void setInformation(String information) {
        new HoverText(List.of(), information).show(text);
    }

    @Override
    public boolean hasContents() {
        return text.getCharCount() > 0;
    }

    @Override
    public Point computeSizeHint() {
        GC gc = new GC(text);
        int widest = (int) (LINE * gc.getFontMetrics().getAverageCharacterWidth());
        gc.dispose();
        Point natural = text.computeSize(SWT.DEFAULT, SWT.DEFAULT, true);
        int width = Math.min(natural.x, widest);
        int height = Math.min(text.computeSize(width, SWT.DEFAULT, true).y, HIGHEST);
        Rectangle trim = getShell().computeTrim(0, 0, width + 2, height + 2);
        return new Point(trim.width, trim.height);
    }

    @Override
    public void setFocus() {
        super.setFocus();
        text.setFocus();
    }

    @Override
    public IInformationControlCreator getInformationPresenterControlCreator() {
        return parent -> new HoverControl(parent, true);
    }
}
