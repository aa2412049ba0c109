package org.spikewright.language.server;

import java.io.File;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.util.IAcceptor;
import org.eclipse.xtext.util.IFileSystemScanner.JavaIoFileSystemScanner;

/** Finds the models of a folder: not the copies in the records of runs, and nothing in hidden folders. */
class ModelScanner extends JavaIoFileSystemScanner {

    @Override
    public void scanRec(File file, IAcceptor<URI> acceptor) {
        if (!file.isDirectory() || holdsModels(file.getName())) {
            super.scanRec(file, acceptor);
        }
    }

    /** Whether the models in a folder of that name are any of the user's. */
    static boolean holdsModels(String folder) {
        return !folder.equals("runs") && (!folder.startsWith(".") || folder.equals("."));
    }
}
