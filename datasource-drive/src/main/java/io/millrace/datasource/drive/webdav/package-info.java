/** WebDAV servers, Nextcloud and ownCloud among them. */
@NullMarked
package io.millrace.datasource.drive.webdav;

import org.jspecify.annotations.NullMarked;
