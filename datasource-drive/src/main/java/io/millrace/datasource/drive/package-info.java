/**
 * The {@code online_drive} datasource. A {@link io.millrace.datasource.drive.Drive} lists one level
 * a page at a time and opens a file at any byte; everything else (folders expanded lazily,
 * downloads that continue after a break, limits, change signals) is written once, here, over that.
 * Each service has a package of its own with one public class, its {@link
 * io.millrace.datasource.drive.DriveProvider}.
 */
@Internal
@NullMarked
package io.millrace.datasource.drive;

import io.millrace.annotation.Internal;
import org.jspecify.annotations.NullMarked;
