package org.spikewright.testing.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/** Pictures of the screen, kept under {@code target/screenshots} of the test bundle. */
public final class Screenshot {

    private static final String OUTPUT = "spikewright.test.output";

    private Screenshot() {
    }

    /**
     * Saves what the screen shows of a control.
     *
     * @param control a visible control
     * @param name the file's name without its extension
     * @return the picture
     * @throws IOException if the folder cannot be made
     */
    public static ImageData save(Control control, String name) throws IOException {
        Ui.handlePendingEvents();
        Display display = control.getDisplay();
        Rectangle bounds = control.getParent() == null ? control.getBounds()
                : display.map(control.getParent(), null, control.getBounds());
        Image image = new Image(display, bounds.width, bounds.height);
        GC screen = new GC(display);
        try {
            screen.copyArea(image, bounds.x, bounds.y);
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] { image.getImageData() };
            loader.save(file(name).toString(), SWT.IMAGE_PNG);
            return loader.data[0];
        } finally {
            screen.dispose();
            image.dispose();
        }
    }

    private static Path file(String name) throws IOException {
        Path folder = Path.of(System.getProperty(OUTPUT, "target")).resolve("screenshots");
        return Files.createDirectories(folder).resolve(name + ".png");
    }
}
