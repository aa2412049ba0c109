package org.spikewright.language.server;

import java.io.File;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.util.IAcceptor;
import org.eclipse.xtext.util.IFileSystemScanner.JavaIoFileSystemScanner;

/** Finds the models of a folder: not the copies in the records of runs, and nothing in hidden folders. */
class ModelScanner extends JavaIoFileSystemScanner {

    @Override
    public void scanRec(File file, IAcceptor<URI> acceptor) {
        if (!file.isDirectory() || !file.getName().equals("runs") && (!file.getName().startsWith(".") || file.getName().equals("."))) {
            super.scanRec(file, acceptor);
        }
    }
}
