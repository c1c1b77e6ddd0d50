// kamal-proxy, with the main function that it has itself.
package main

import "github.com/basecamp/kamal-proxy/internal/cmd"

func main() {
	cmd.Execute()
}
