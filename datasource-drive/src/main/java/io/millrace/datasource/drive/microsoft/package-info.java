/** OneDrive and SharePoint, over Microsoft Graph. */
@NullMarked
package io.millrace.datasource.drive.microsoft;

import org.jspecify.annotations.NullMarked;
