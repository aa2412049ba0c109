package org.spikewright.editor.ui.internal;

import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.swt.graphics.Image;

/** The icons of the language's elements. */
final class Icons {

    private static final String BUNDLE = "org.spikewright.editor.ui";

    private Icons() {
    }

    static Image of(CompletionItemKind kind) {
        return image(switch (kind) {
            case Function, Snippet -> "function";
            case Class -> "neuron";
            case Keyword -> "keyword";
            case Unit -> "unit";
            default -> "field";
        });
    }

    static Image of(SymbolKind kind) {
        return image(switch (kind) {
            case Event -> "job";
            case Module -> "network";
            case Class -> "neuron";
            case Array -> "dataset";
            case Struct -> "chip";
            case Function -> "function";
            case Package -> "keyword";
            default -> "field";
        });
    }

    private static Image image(String name) {
        ImageRegistry images = JFaceResources.getImageRegistry();
        String key = BUNDLE + "." + name;
        if (images.getDescriptor(key) == null) {
            images.put(key, ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + name + ".svg")
                    .orElseThrow(() -> new IllegalStateException("there is no icon " + name)));
        }
        return images.get(key);
    }
}
